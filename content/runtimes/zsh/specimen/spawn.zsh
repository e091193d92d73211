# The smallest script that starts a program and waits for it: spawn PROGRAM [ignore=NAME] [default=NAME] [handle=NAME] [open]
# A last command would be exec'd in place.
program=$1
shift
for word; do
	case $word in
	ignore=*) trap '' "${word#*=}" ;;
	default=*) trap - "${word#*=}" ;;
	handle=*) trap : "${word#*=}" ;;
	open) exec 9</dev/zero ;;
	*) echo "no such word: $word" >&2 && exit 2 ;;
	esac || exit 2
done
"$program"
exit $?
