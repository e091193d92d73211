# Completion for bash: make -C native install, or source native/completion.bash
# The program itself supplies the words, so they match the build. A word in < > says what bash completes itself.
_spawnscope() {
	local IFS=$'\n' typed=${COMP_LINE:0:COMP_POINT} offered value at
	# bash splits words at =, : and @, so split the line again.
	local -a words
	IFS=' ' read -r -a words <<<"$typed"
	[[ $typed == *' ' ]] && words+=('')
	local last=${words[-1]} program=${words[0]/#~\//$HOME/}
	value=$last
	[[ $last == --*=* ]] && value=${last#*=}
	COMPREPLY=()
	while read -r offered; do
		case $offered in
		'<files>') _spawnscope_names -f ;;
		'<folders>') _spawnscope_names -d ;;
		'<program>' | '<arguments>')
			for ((at = 1; at < COMP_CWORD; at++)); do
				[[ ${COMP_WORDS[at]} == -- ]] && break
			done
			# This function comes with the package bash-completion.
			if declare -F _command_offset >/dev/null; then
				unset -v IFS
				_command_offset $((at + 1))
				return
			fi
			compopt -o filenames
			[[ $offered == '<program>' ]] && COMPREPLY+=($(compgen -c -- "$value")) || COMPREPLY+=($(compgen -f -- "$value"))
			;;
		*) COMPREPLY+=("$offered") ;;
		esac
	done < <("$program" complete "${words[@]:1}" 2>/dev/null)
	# Do not repeat what bash takes for finished already: it completes $2.
	COMPREPLY=("${COMPREPLY[@]#"${last%"$2"}"}")
	[[ ${COMPREPLY[*]} ]] || COMPREPLY=()
	[[ ${#COMPREPLY[@]} == 1 && ${COMPREPLY[0]} == *[=@:] ]] && compopt -o nospace
}
_spawnscope_names() {
	local -a names=($(compgen "$1" -P "${last%"$value"}" -- "$value"))
	((${#names[@]})) && compopt -o filenames
	COMPREPLY+=("${names[@]}")
}
complete -F _spawnscope spawnscope ./native/build/spawnscope native/build/spawnscope
