# What capture.zsh changes in the zsh that it watches: each match is printed, and a NUL at the end.
compadd() {
	local -a hits visible hidden suffix
	# Some calls only ask what matches.
	if [[ " ${(j: :)@[1,(i)(-|--)]} " == *\ -[a-zA-Z]#[OAD]\ * ]]; then
		builtin compadd "$@"
		return
	fi
	builtin compadd -A hits "$@"
	zparseopts -E P:=visible p:=hidden S:=suffix -- "$@"
	local hit
	for hit in $hits; do
		print
		print -r -- "OFFERED $IPREFIX${visible[2]}${hidden[2]}$hit"
	done
	builtin compadd "$@"
}
say-all() {
	_main_complete "$@"
	print -n '\0'
}
setopt extended_glob
zle -C say-all complete-word say-all
bindkey '^I' say-all
