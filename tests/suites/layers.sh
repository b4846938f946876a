#!/bin/sh
# The include law: base < model < read, write, mail < call < cli. A file includes its own folder's headers and those of the
# folders below; read, write and mail never see each other.
. "$TOP/tests/lib.sh"

allowed() {
	case $1 in
	base) echo "base" ;;
	model) echo "base model" ;;
	read) echo "base model read" ;;
	write) echo "base model write" ;;
	mail) echo "base model mail" ;;
	call) echo "base model read write mail call" ;;
	cli) echo "base model read write mail call cli" ;;
	esac
}

for folder in src/*/; do
	folder=$(basename "$folder")
	may=$(allowed "$folder")
	if [ -z "$may" ]; then
		fail "src/$folder has a place in the include law"
		continue
	fi
	wrong=$(grep -nE '^[[:space:]]*#[[:space:]]*include[[:space:]]*"' "src/$folder"/*.[ch] 2>/dev/null |
		grep -vE "include[[:space:]]*\"($(echo "$may" | tr ' ' '|'))/[^/\"]*\\.h\"")
	if [ -z "$wrong" ]; then pass "src/$folder"; else fail "src/$folder" "$wrong"; fi
done

long=$(wc -l src/*/*.[ch] | awk '$2 != "total" && $1 > 700')
if [ -z "$long" ]; then pass "no file past 700 lines"; else fail "no file past 700 lines" "$long"; fi

wrong=$(cd "$TOP" && ls -A | grep -vxE 'src|templates|styles|samples|tests|Makefile|README\.md|build|\..*')
if [ -z "$wrong" ]; then pass "top-level entries"; else fail "top-level entries" "$wrong"; fi
