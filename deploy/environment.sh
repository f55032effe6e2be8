# read_environment FILE: set what the file sets, as systemd reads it. Values may hold blanks, brackets and dollar signs
# without quotes, which a shell that just ran the file would stumble over. Sourced by other scripts (bash).
read_environment() {
    local line name value
    while IFS= read -r line || [ -n "$line" ]; do
        [[ "$line" =~ ^([A-Za-z_][A-Za-z0-9_]*)=(.*)$ ]] || continue
        name="${BASH_REMATCH[1]}"
        value="${BASH_REMATCH[2]}"
        value="${value%"${value##*[![:space:]]}"}"
        if [[ "$value" =~ ^\"(.*)\"$ || "$value" =~ ^\'(.*)\'$ ]]; then value="${BASH_REMATCH[1]}"; fi
        export "$name=$value"
    done <"$1"
}
