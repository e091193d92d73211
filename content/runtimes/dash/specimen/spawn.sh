# The smallest script that starts a program and waits for it: spawn PROGRAM [cwd=DIR] [ignore=NAME] [default=NAME] [handle=NAME] [open]
# A last command would be exec'd in place. Another directory wants a subshell.
program=$1
shift
unset directory
for word; do
	case $word in
	cwd=*) directory=${word#*=} ;;
	ignore=*) trap '' "${word#*=}" ;;
	default=*) trap - "${word#*=}" ;;
	handle=*) trap : "${word#*=}" ;;
	open) exec 9</dev/zero ;;
	*) echo "no such word: $word" >&2 && exit 2 ;;
	esac || exit 2
done
[ "$directory" ] && { (cd "$directory" && exec "$program"); exit; }
"$program"
exit $?
