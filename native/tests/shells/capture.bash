# bash capture.bash COMPLETION.bash LINE: prints what bash is offered at the end of the line, one whole word a line. The word that bash
# completes ($2) begins behind the last = or :, or at the last @.
source "$1"
COMP_LINE=$2 COMP_POINT=${#2}
last=${2##* }
word=${last##*[=:]}
[[ $word == ?*@* ]] && word=@${word##*@}
read -r -a COMP_WORDS <<<"${COMP_LINE%"$last"}"
COMP_WORDS+=("$last")
COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
# It may be called by readline only.
compopt() { :; }
_spawnscope spawnscope "$word" "${COMP_WORDS[-2]}"
for reply in "${COMPREPLY[@]}"; do
	printf '%s\n' "${last%"$word"}$reply"
done
