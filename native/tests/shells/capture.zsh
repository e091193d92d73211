# zsh -f capture.zsh COMPLETION.zsh LINE: prints what zsh offers at the end of the line, one word a line. In a pseudo-terminal, because
# zsh completes only for its line editor. Nothing waits for a time: each read ends at a mark.
zmodload zsh/zpty
zpty inner zsh -f -i
inner() {
	zpty -w inner "$1"
	zpty -r inner REPLY $'*\0'
}
inner "PROMPT=; unsetopt zle_bracketed_paste; autoload -U compinit; compinit -u -D; source ${(q)1}; print -n '\\0'"
inner "source ${(q)ZSH_ARGZERO:h}/captured.zsh; print -n '\\0'"
zpty -n -w inner "$2"$'\t'
zpty -r inner REPLY $'*\0'
print -r -- "$REPLY" | tr -d '\r\0' | sed -n 's/.*OFFERED //p'
zpty -d inner
