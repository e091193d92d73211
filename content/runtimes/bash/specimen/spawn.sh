# The smallest script that starts a program and waits for it: spawn PROGRAM [ignore=NAME] [default=NAME] [handle=NAME] [open] [group]
# A last command would be exec'd in place.
for word in "${@:2}"; do
	case $word in
	ignore=*) trap '' "${word#*=}" ;;
	default=*) trap - "${word#*=}" ;;
	handle=*) trap : "${word#*=}" ;;
	open) exec 9</dev/zero ;;
	group) set -m ;;
	*) echo "no such word: $word" >&2 && exit 2 ;;
	esac || exit 2
done
"$1"
exit $?
