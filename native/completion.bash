# Completion for bash: source native/completion.bash
# The program itself supplies the words, so they match the build.
_spawnscope() {
	local IFS=$'\n'
	# bash splits words at = and @, so split the line again.
	local typed=${COMP_LINE:0:COMP_POINT}
	local -a words
	IFS=' ' read -r -a words <<<"$typed"
	[[ $typed == *' ' ]] && words+=('')
	local last=${words[-1]} cut
	COMPREPLY=($("${words[0]}" complete "${words[@]:1}" 2>/dev/null))
	# Do not repeat what bash takes for finished already.
	cut=${last%"${COMP_WORDS[COMP_CWORD]}"}
	[[ ${COMP_WORDS[COMP_CWORD]} == [=:] ]] && cut=$last
	COMPREPLY=("${COMPREPLY[@]#"$cut"}")
	[[ ${#COMPREPLY[@]} == 1 && ${COMPREPLY[0]} == *[=@] ]] && compopt -o nospace
}
complete -o default -F _spawnscope spawnscope ./native/build/spawnscope native/build/spawnscope
