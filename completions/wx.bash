# SPDX-License-Identifier: MIT
# Completion of wx(1) for bash; needs nothing else.

# Adds the output of a command, a candidate a line, to COMPREPLY.
_wx_reply()
{
	local candidate

	while IFS= read -r candidate; do
		COMPREPLY+=("$candidate")
	done < <("$@")
}

# Offers the values of an option that begin with $2; false when it takes none.
_wx_value()
{
	case $1 in
	--units | -u)
		_wx_reply compgen -W 'metric imperial uk standard' -- "$2" ;;
	--wind)
		_wx_reply compgen -W 'ms kmh mph kn bft' -- "$2" ;;
	--lang | -l)
		_wx_reply compgen -W 'af ar az be bg ca cs da de el en es eu fa fi fr gl he hi hr
			hu id is it ja ko ku lt lv mk nl no pl pt pt-BR ro ru sk sl sq sr sv th tr
			uk vi zh-CN zh-TW zu' -- "$2" ;;
	--color)
		_wx_reply compgen -W 'auto always never' -- "$2" ;;
	--key-file)
		compopt -o filenames 2>/dev/null
		_wx_reply compgen -f -- "$2" ;;
	--timeout | --idle-timeout) ;;
	*)
		return 1 ;;
	esac
}

_wx_option()
{
	local word

	for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
		case $word in
		--)
			return ;;
		--serve | --serve=*)
			_wx_reply compgen -W '-q --quiet --once --idle-timeout' -- "$1"
			return ;;
		esac
	done
	_wx_reply compgen -W '-j --json -u --units --wind -l --lang --timeout --key-file --save-key
		--check --color --plain -q --quiet -v --verbose --serve -h --help -V --version' \
		-- "$1"
}

_wx()
{
	local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]}

	COMPREPLY=()
	# "--units=me" is three words, unless COMP_WORDBREAKS lacks the equals sign.
	if [[ $current == --*=* ]]; then
		_wx_value "${current%%=*}" "${current#*=}"
		COMPREPLY=("${COMPREPLY[@]/#/${current%%=*}=}")
		return
	elif [[ $current == '=' ]]; then
		_wx_value "$previous" ''
		return
	elif [[ $previous == '=' ]]; then
		_wx_value "${COMP_WORDS[COMP_CWORD-2]}" "$current"
		return
	fi
	_wx_value "$previous" "$current" && return
	case $current in
	-*)
		_wx_option "$current" ;;
	esac
}

complete -F _wx wx
