# SPDX-License-Identifier: MIT
# Completion of wx(1) for bash: places are what 'wx --complete' prints.

# Adds the output of a command, a candidate a line, to COMPREPLY.
_wx_reply()
{
	local candidate

	while IFS= read -r candidate; do
		[[ -z $candidate ]] || COMPREPLY+=("$candidate")
	done <<<"$("$@")"
}

# Offers the values of option $1 that begin with $2; false if it takes no value.
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
	--days)
		_wx_reply compgen -W '1 2 3 4 5 6' -- "$2" ;;
	--clock)
		_wx_reply compgen -W '12 24' -- "$2" ;;
	--source)
		_wx_reply compgen -W 'auto openweathermap open-meteo' -- "$2" ;;
	--color)
		_wx_reply compgen -W 'auto always never' -- "$2" ;;
	--format | -F)
		_wx_formats "$2" ;;
	--key-file | --from)
		compopt -o filenames 2>/dev/null
		_wx_reply compgen -f -- "$2" ;;
	--timeout | --idle-timeout | --max-age | --max-stale | --rate) ;;
	*[\<\>])
		compopt -o filenames 2>/dev/null
		_wx_reply compgen -f -- "$2" ;;
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
	_wx_reply compgen -W '-f --forecast --no-forecast --days --air -j --json -F --format -u --units --wind -l --lang --timeout --source --key-file --save-key
		--check --list --from --rate --max-age --max-stale --offline --no-wait --clock --ascii
		--color --plain -q --quiet -v --verbose --serve -h --help -V --version' \
		-- "$1"
}

# Prints the formats and templates that begin with $1, without what is told of them.
_wx_templates()
{
	local line command=${COMP_WORDS[0]}

	[[ $command == \~/* ]] && command=$HOME${command:1}
	"$command" --complete --format "$1" 2>/dev/null | while IFS= read -r line; do
		printf '%s\n' "${line%%$'\t'*}"
	done
}

# Offers the names of formats and, within braces, of fields.
_wx_formats()
{
	local text open head quoted i

	_wx_unquote "$1"
	_wx_reply _wx_templates "$text"
	for i in "${!COMPREPLY[@]}"; do
		_wx_quote "${COMPREPLY[i]:${#head}}"
		COMPREPLY[i]=$quoted
	done
	return 0
}

# Splits the line up to the cursor at blanks only; COMP_WORDS is also split at colons.
_wx_split()
{
	local rest=${COMP_LINE:0:COMP_POINT} i

	words=()
	for ((i = 0; i < COMP_CWORD; i++)); do
		if [[ $i == 0 || $rest == [[:space:]]* ]]; then
			rest=${rest#"${rest%%[![:space:]]*}"}
			words+=("${COMP_WORDS[i]}")
		else
			words[${#words[@]}-1]+=${COMP_WORDS[i]}
		fi
		rest=${rest#"${COMP_WORDS[i]}"}
	done
	[[ -z $rest || $rest == [[:space:]]* ]] || return
	words+=("${rest#"${rest%%[![:space:]]*}"}")
}

# Removes the quotes from a word: $text is the result, $open the quote that is still open, and $head
# the text before that quote.
_wx_unquote()
{
	local i character

	text='' open='' head=''
	for ((i = 0; i < ${#1}; i++)); do
		character=${1:i:1}
		if [[ $character == \\ && $open != \' ]]; then
			((++i))
			[[ $open == \" && ${1:i:1} != [\$\`\"\\] ]] && text+=\\
			text+=${1:i:1}
		elif [[ $character == "$open" ]]; then
			open=''
		elif [[ -z $open && $character == [\'\"] ]]; then
			open=$character head=$text
		else
			text+=$character
		fi
	done
}

# Quotes $1 as needed after the quote that is still open.
_wx_quote()
{
	local rest=$1 special=$' \t\\\'"`$&|;<>(){}[]*?!#~^=:@' plain

	[[ $open == \" ]] && special='\"`$'
	[[ $open == \' ]] && special=\'
	quoted=''
	while [[ $rest == *["$special"]* ]]; do
		plain=${rest%%["$special"]*}
		rest=${rest:${#plain}}
		[[ $open == \' ]] && plain+="'\\'"
		[[ $open == \' ]] || plain+=\\
		quoted+=$plain${rest:0:1}
		rest=${rest:1}
	done
	quoted+=$rest
}

# Sets $place to the words of the place before the cursor; false if no place can be there.
_wx_place()
{
	local word operands='' skip=''

	place=()
	for word in "${words[@]:1:${#words[@]}-2}"; do
		if [[ $skip ]]; then
			skip='' place=()
		elif [[ $word == *[\<\>] ]]; then
			skip=yes
		elif [[ $word == [0-9\&]*[\<\>]* || $word == [\<\>]* ]]; then
			place=()
		elif [[ $operands || $word != -[!0-9.]* ]]; then
			_wx_unquote "$word"
			place+=("$text")
		else
			place=()
			case $word in
			--) operands=yes ;;
			--serve | --serve=*) return 1 ;;
			--units | --wind | --lang | --timeout | --source | --key-file | --clock | --color) skip=yes ;;
			--format | --from | --days | --rate | --max-age | --max-stale) skip=yes ;;
			--*) ;;
			*[Ful]) [[ $word =~ ^-[fjqv]*[Ful]$ ]] && skip=yes ;;
			esac
		fi
	done
}

# Prints the places that begin with $1, without their descriptions.
_wx_candidates()
{
	local line command=${COMP_WORDS[0]}

	[[ $command == \~/* ]] && command=$HOME${command:1}
	"$command" --complete "${place[@]}" "$1" 2>/dev/null | while IFS= read -r line; do
		printf '%s\n' "${line%%$'\t'*}"
	done
}

# Whether $1 begins with $2, where the case of ASCII letters is ignored.
_wx_begins()
{
	local LC_ALL=C before=-u begins=1

	shopt -q nocasematch && before=-s
	shopt -s nocasematch
	[[ ${1:0:${#2}} == "$2" ]] && begins=0
	shopt $before nocasematch
	return $begins
}

# Keeps candidates of one kind in COMPREPLY: those that begin with what was typed, or else those that
# complete a syllable. Readline replaces what was typed by the longest common beginning, which must not
# be shorter. So if candidates differ in case there, all of them get the beginning that was typed.
_wx_reconcile()
{
	local -a kept=()
	local candidate first=no i

	((${#COMPREPLY[@]})) || return 0
	_wx_begins "${COMPREPLY[0]}" "$typed" && first=yes
	for candidate in "${COMPREPLY[@]}"; do
		i=no
		_wx_begins "$candidate" "$typed" && i=yes
		[[ $i == "$first" ]] && kept+=("$candidate")
	done
	COMPREPLY=("${kept[@]}")
	[[ $first == yes ]] || return 0
	for candidate in "${COMPREPLY[@]}"; do
		[[ ${candidate:0:${#typed}} == "${COMPREPLY[0]:0:${#typed}}" ]] && continue
		for i in "${!COMPREPLY[@]}"; do
			COMPREPLY[i]=$typed${COMPREPLY[i]:${#typed}}
		done
		break
	done
}

# Offers places.
_wx_places()
{
	local -a words place
	local text open head quoted typed start='' i

	((COMP_POINT <= 1000)) && _wx_split && _wx_place || return
	# After a colon there is a postcode or a number, never a name.
	[[ ${words[${#words[@]}-1]} == "${COMP_WORDS[COMP_CWORD]:0:${#words[${#words[@]}-1]}}" ]] ||
		return
	_wx_unquote "${words[${#words[@]}-1]}"
	# In "L'Aq" it is an apostrophe rather than a quote.
	if [[ $open == \' && $head ]]; then
		typed=$head\'${text:${#head}}
		_wx_reply _wx_candidates "$typed"
	fi
	if ((${#COMPREPLY[@]} == 0)); then
		typed=$text
		_wx_reply _wx_candidates "$typed"
	elif ((${#COMPREPLY[@]} > 1)); then
		# Readline replaces the quote by one that begins a candidate, and closes it only for
		# a single candidate. So it is closed at once, with an apostrophe after it.
		start=\'\'\\\' head+=\' open=''
	else
		start=\'\'\\\'\' head+=\'
	fi
	_wx_reconcile
	for i in "${!COMPREPLY[@]}"; do
		_wx_quote "${COMPREPLY[i]:${#head}}"
		COMPREPLY[i]=$start$quoted
	done
	compopt -o nosort 2>/dev/null
}

_wx()
{
	local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]} IFS=$' \t\n'

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
	-[!0-9.]* | -)
		_wx_option "$current" ;;
	esac
	((${#COMPREPLY[@]})) || _wx_places
}

complete -F _wx wx
