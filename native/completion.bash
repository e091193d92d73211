# Completion for bash: source native/completion.bash
# The words come from the program itself, so they are those of the build at hand.
_spawnscope() {
	local IFS=$'\n'
	# bash splits at = and @, which belong to our words: start again from the line.
	local typed=${COMP_LINE:0:COMP_POINT}
	local -a words
	IFS=' ' read -r -a words <<<"$typed"
	[[ $typed == *' ' ]] && words+=('')
	local last=${words[-1]} cut
	COMPREPLY=($("${words[0]}" complete "${words[@]:1}" 2>/dev/null))
	# What bash holds for finished already must not be repeated.
	cut=${last%"${COMP_WORDS[COMP_CWORD]}"}
	[[ ${COMP_WORDS[COMP_CWORD]} == [=:] ]] && cut=$last
	COMPREPLY=("${COMPREPLY[@]#"$cut"}")
	[[ ${#COMPREPLY[@]} == 1 && ${COMPREPLY[0]} == *[=@] ]] && compopt -o nospace
}
complete -o default -F _spawnscope spawnscope ./native/build/spawnscope native/build/spawnscope
