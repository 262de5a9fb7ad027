/** What the commands of a script share: the jar, the last response, and ways to look into it. */
export const CURL_PRELUDE = `set -uo pipefail
jar=$(mktemp) body=$(mktemp) head=$(mktemp)
trap 'rm -f "$jar" "$body" "$head"' EXIT

# Sends through the jar; the response is then in $status, $head and $body.
send() {
  status=$(curl -sS --compressed -b "$jar" -c "$jar" -D "$head" -o "$body" -w '%{http_code}' "$@")
}
# A header of the last response, without the ones that redirects had.
header() {
  tr -d '\\r' < "$head" | NAME=$1 perl -ne '$h{lc $1} = $2 if /^([^:\\s]+):\\s*(.*)/; %h = () if /^HTTP\\//; END { print $h{lc $ENV{NAME}} // "" }'
}
cookie() {
  NAME=$1 perl -F'\\t' -lane 'print $F[6] if @F == 7 && $F[5] eq $ENV{NAME}' "$jar" | tail -n 1
}
# The first group of a pattern, or what it matches.
pattern() {
  PATTERN=$1 perl -0777 -ne 'print defined $1 ? $1 : $& if /$ENV{PATTERN}/' "$body"
}
# An attribute of the first element: its tag, an attribute that it has, that one's value, the attribute to print.
attribute() {
  TAG=$1 NAME=$2 VALUE=$3 WANTED=$4 perl -0777 -ne '
    while (/<$ENV{TAG}\\b([^>]*)>/gi) {
      my ($text, %has) = ($1);
      while ($text =~ /([\\w:-]+)\\s*=\\s*(?:"([^"]*)"|\\x27([^\\x27]*)\\x27|([^\\s>]+))/g) { $has{lc $1} //= $2 // $3 // $4 }
      next unless ($has{$ENV{NAME}} // "") eq $ENV{VALUE};
      my $found = $has{lc $ENV{WANTED}} // "";
      $found =~ s/&#x([0-9a-f]+);/chr hex $1/gie;
      $found =~ s/&#(\\d+);/chr $1/ge;
      $found =~ s/&quot;/"/g; $found =~ s/&lt;/</g; $found =~ s/&gt;/>/g; $found =~ s/&amp;/&/g;
      print $found;
      last;
    }' "$body"
}
# What is checked, how, the actual value, the wanted one.
check() {
  case $2 in
    equals) [ "$3" = "$4" ] ;;
    notEquals) [ "$3" != "$4" ] ;;
    contains) [[ $3 == *"$4"* ]] ;;
    notContains) [[ $3 != *"$4"* ]] ;;
    matches) PATTERN=$4 perl -0777 -ne 'exit(!/$ENV{PATTERN}/)' <<< "$3" ;;
    exists) [ -n "$3" ] && [ "$3" != null ] ;;
    notExists) [ -z "$3" ] || [ "$3" = null ] ;;
    lessThan) (($3 < $4)) ;;
    greaterThan) (($3 > $4)) ;;
  esac || { echo "failed: $1; actual: $3" >&2; return 1; }
}`;
