#compdef usageledger

_usageledger() {
    local context state state_descr line
    typeset -A opt_args
    _arguments -C \
        '(--version)'--version'[Show the version]' \
        '(--db)'--db='[The ledger'\''s file]:FILE:_files' \
        '(--zone)'--zone='[The time zone of days and months]:ZONE: ' \
        '(-h --help)'{-h,--help}'[Show this help]' \
        ':command:->command' '*::argument:->argument'
    case $state in
    command)
        local -a commands
        commands=(
            'import:Record the calls of files'
            'summary:Totals of a period'
            'explain:Why a call cost what it cost'
            'report:Write the report of a period as PDF, PNG, CSV and JSON'
            'prices:The price catalogue'
            'help:Show the help of a command'
            'completions:Print a completion script for bash, zsh or fish'
        )
        _describe -t commands command commands
        ;;
    argument)
        case $line[1] in
        import) _usageledger_import ;;
        summary) _usageledger_summary ;;
        explain) _usageledger_explain ;;
        report) _usageledger_report ;;
        prices) _usageledger_prices ;;
        help) _usageledger_help ;;
        completions) _usageledger_completions ;;
        esac
        ;;
    esac
}

_usageledger_import() {
    _arguments -s -S \
        '(-v --verbose)'{-v,--verbose}'[Name every record]' \
        '(--json)'--json'[Print JSON]' \
        '(-n --limit)'{-n+,--limit=}'[Stop after so many records]:N: ' \
        '(--db)'--db='[The ledger'\''s file]:FILE:_files' \
        '(--zone)'--zone='[The time zone of days and months]:ZONE: ' \
        '(-h --help)'{-h,--help}'[Show this help]' \
        '*:FILE:_files'
}

_usageledger_summary() {
    _arguments -s -S \
        '(--from)'--from='[The first day]:DAY: ' \
        '(--to)'--to='[The last day]:DAY: ' \
        '(--json)'--json'[Print JSON]' \
        '(--db)'--db='[The ledger'\''s file]:FILE:_files' \
        '(--zone)'--zone='[The time zone of days and months]:ZONE: ' \
        '(-h --help)'{-h,--help}'[Show this help]'
}

_usageledger_explain() {
    _arguments -s -S \
        '(--db)'--db='[The ledger'\''s file]:FILE:_files' \
        '(--zone)'--zone='[The time zone of days and months]:ZONE: ' \
        '(-h --help)'{-h,--help}'[Show this help]' \
        ':ID: ' \
        '::FORMAT:(pdf png csv)'
}

_usageledger_report() {
    _arguments -s -S \
        '(-m --month)'{-m+,--month=}'[The month, as in 2026-10]:MONTH: ' \
        '(-o --out)'{-o+,--out=}'[Where to write]:DIR:_files -/' \
        '(--format)'--format='[What to write]:WORD:(pdf png csv)' \
        '*'{-t+,--tag=}'[Only calls with this tag]:TAG: ' \
        '(-q --quiet)'{-q,--quiet}'[Say nothing]' \
        '(--db)'--db='[The ledger'\''s file]:FILE:_files' \
        '(--zone)'--zone='[The time zone of days and months]:ZONE: ' \
        '(-h --help)'{-h,--help}'[Show this help]'
}

_usageledger_prices() {
    local context state state_descr line
    typeset -A opt_args
    _arguments -C \
        '(--db)'--db='[The ledger'\''s file]:FILE:_files' \
        '(--zone)'--zone='[The time zone of days and months]:ZONE: ' \
        '(-h --help)'{-h,--help}'[Show this help]' \
        ':command:->command' '*::argument:->argument'
    case $state in
    command)
        local -a commands
        commands=(
            'list:All prices: [current] ones first'
            'show:One model'\''s prices'
        )
        _describe -t commands command commands
        ;;
    argument)
        case $line[1] in
        list) _usageledger_prices_list ;;
        show) _usageledger_prices_show ;;
        esac
        ;;
    esac
}

_usageledger_prices_list() {
    _arguments -s -S \
        '(--db)'--db='[The ledger'\''s file]:FILE:_files' \
        '(--zone)'--zone='[The time zone of days and months]:ZONE: ' \
        '(-h --help)'{-h,--help}'[Show this help]'
}

_usageledger_prices_show() {
    _arguments -s -S \
        '(--as-of)'--as-of='[The day]:DAY: ' \
        '(--db)'--db='[The ledger'\''s file]:FILE:_files' \
        '(--zone)'--zone='[The time zone of days and months]:ZONE: ' \
        '(-h --help)'{-h,--help}'[Show this help]' \
        ':MODEL: '
}

_usageledger_help() {
    _arguments -s -S \
        '(--db)'--db='[The ledger'\''s file]:FILE:_files' \
        '(--zone)'--zone='[The time zone of days and months]:ZONE: ' \
        '(-h --help)'{-h,--help}'[Show this help]' \
        '*:command:(import summary explain report prices help completions)'
}

_usageledger_completions() {
    _arguments -s -S \
        '(--db)'--db='[The ledger'\''s file]:FILE:_files' \
        '(--zone)'--zone='[The time zone of days and months]:ZONE: ' \
        '(-h --help)'{-h,--help}'[Show this help]' \
        ':SHELL:(bash zsh fish)'
}

if [[ $funcstack[1] == _usageledger ]]; then
    _usageledger "$@"
else
    compdef _usageledger usageledger
fi
