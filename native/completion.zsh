#compdef spawnscope
# Completion for zsh: make -C native install, or, after compinit, source native/completion.zsh
# The program itself supplies the words, so they match the build. A word in < > says what zsh completes itself.
_spawnscope() {
	local offered program=${(Q)words[1]}
	local -a whole open before
	local -i at=${words[(i)--]} result=1
	if [[ ${words[2]} == trace ]] && (( at < CURRENT )); then
		shift $at words
		(( CURRENT -= at ))
		_normal
		return
	fi
	before=(${(Q)words[2,CURRENT-1]})
	for offered in ${(f)"$(${~program} complete "${before[@]}" "$PREFIX" 2>/dev/null)"}; do
		case $offered in
			'<'*) ;;
			# More letters follow these.
			*[=@:]) open+=($offered) ;;
			*) whole+=($offered) ;;
		esac
		case $offered in
			'<files>') before=(_files) ;;
			'<folders>') before=(_files -/) ;;
		esac
	done
	(( $#open )) && compadd -S '' -a open && result=0
	(( $#whole )) && compadd -a whole && result=0
	if [[ $before[1] == _files ]]; then
		[[ $PREFIX == --*=* ]] && compset -P '*='
		$before && result=0
	fi
	return result
}
# zsh either calls this file as the function, or somebody sources it.
if [[ $funcstack[1] == _spawnscope ]]; then
	_spawnscope "$@"
else
	compdef _spawnscope spawnscope
fi
