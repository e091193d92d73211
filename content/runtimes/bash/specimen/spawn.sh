# The smallest script that starts a program and waits for it: spawn PROGRAM. A last command would be exec'd in place.
"$1"
exit $?
