# bash completion for usageledger

_usageledger_words() {
    local IFS=$' \n'
    mapfile -t COMPREPLY < <(compgen -W "$1" -- "$cur")
}

_usageledger_paths() {
    compopt -o filenames 2>/dev/null
    mapfile -t COMPREPLY < <(compgen "$1" -- "$cur")
}

_usageledger() {
    local cur="${COMP_WORDS[COMP_CWORD]}" prev="" command="" i
    COMPREPLY=()
    ((COMP_CWORD > 0)) && prev="${COMP_WORDS[COMP_CWORD - 1]}"
    # bash breaks words at "=": --name=value arrives as three.
    if [[ $cur == "=" ]]; then
        cur=""
    elif [[ $prev == "=" ]] && ((COMP_CWORD > 1)); then
        prev="${COMP_WORDS[COMP_CWORD - 2]}"
    fi
    for ((i = 1; i < COMP_CWORD; i++)); do
        case "${COMP_WORDS[i]}" in
        --db | --zone)
            [[ ${COMP_WORDS[i + 1]} == "=" ]] && ((i++))
            ((i++))
            continue
            ;;
        esac
        case "$command:${COMP_WORDS[i]}" in
        ':import') command='import' ;;
        ':summary') command='summary' ;;
        ':explain') command='explain' ;;
        ':report') command='report' ;;
        ':prices') command='prices' ;;
        'prices:list') command='prices list' ;;
        'prices:show') command='prices show' ;;
        ':help') command='help' ;;
        ':completions') command='completions' ;;
        esac
    done
    case "$command:$prev" in
    ':--db') _usageledger_paths -f; return ;;
    ':--zone') :; return ;;
    'import:-n' | 'import:--limit') :; return ;;
    'import:--db') _usageledger_paths -f; return ;;
    'import:--zone') :; return ;;
    'summary:--from') :; return ;;
    'summary:--to') :; return ;;
    'summary:--db') _usageledger_paths -f; return ;;
    'summary:--zone') :; return ;;
    'explain:--db') _usageledger_paths -f; return ;;
    'explain:--zone') :; return ;;
    'report:-m' | 'report:--month') :; return ;;
    'report:-o' | 'report:--out') _usageledger_paths -d; return ;;
    'report:--format') _usageledger_words 'pdf png csv'; return ;;
    'report:-t' | 'report:--tag') :; return ;;
    'report:--db') _usageledger_paths -f; return ;;
    'report:--zone') :; return ;;
    'prices:--db') _usageledger_paths -f; return ;;
    'prices:--zone') :; return ;;
    'prices list:--db') _usageledger_paths -f; return ;;
    'prices list:--zone') :; return ;;
    'prices show:--as-of') :; return ;;
    'prices show:--db') _usageledger_paths -f; return ;;
    'prices show:--zone') :; return ;;
    'help:--db') _usageledger_paths -f; return ;;
    'help:--zone') :; return ;;
    'completions:--db') _usageledger_paths -f; return ;;
    'completions:--zone') :; return ;;
    esac
    case "$command" in
    '')
        if [[ $cur == -* ]]; then
            _usageledger_words '--version --db --zone --help'
        else
            _usageledger_words 'import summary explain report prices help completions'
        fi
        ;;
    'import')
        if [[ $cur == -* ]]; then
            _usageledger_words '--verbose --json --limit --db --zone --help'
        else
            _usageledger_paths -f
        fi
        ;;
    'summary')
        if [[ $cur == -* ]]; then
            _usageledger_words '--from --to --json --db --zone --help'
        else
            :
        fi
        ;;
    'explain')
        if [[ $cur == -* ]]; then
            _usageledger_words '--db --zone --help'
        else
            :
        fi
        ;;
    'report')
        if [[ $cur == -* ]]; then
            _usageledger_words '--month --out --format --tag --quiet --db --zone --help'
        else
            :
        fi
        ;;
    'prices')
        if [[ $cur == -* ]]; then
            _usageledger_words '--db --zone --help'
        else
            _usageledger_words 'list show'
        fi
        ;;
    'prices list')
        if [[ $cur == -* ]]; then
            _usageledger_words '--db --zone --help'
        else
            :
        fi
        ;;
    'prices show')
        if [[ $cur == -* ]]; then
            _usageledger_words '--as-of --db --zone --help'
        else
            :
        fi
        ;;
    'help')
        if [[ $cur == -* ]]; then
            _usageledger_words '--db --zone --help'
        else
            _usageledger_words 'import summary explain report prices help completions'
        fi
        ;;
    'completions')
        if [[ $cur == -* ]]; then
            _usageledger_words '--db --zone --help'
        else
            _usageledger_words 'bash zsh fish'
        fi
        ;;
    esac
}

complete -F _usageledger usageledger
