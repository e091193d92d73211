# The smallest script that starts a program and waits for it: spawn PROGRAM [cwd=DIR] [ignore=NAME] [default=NAME] [handle=NAME] [open] [group]
# A last command would be exec'd in place. Another directory wants a subshell.
unset directory
for word in "${@:2}"; do
	case $word in
	cwd=*) directory=${word#*=} ;;
	ignore=*) trap '' "${word#*=}" ;;
	default=*) trap - "${word#*=}" ;;
	handle=*) trap : "${word#*=}" ;;
	open) exec 9</dev/zero ;;
	group) set -m ;;
	*) echo "no such word: $word" >&2 && exit 2 ;;
	esac || exit 2
done
[ "$directory" ] && { (cd "$directory" && exec "$1"); exit; }
"$1"
exit $?
