using AccessGov.Core.Audit;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Audit;

/// <summary>The note that goes with an export: how to verify it with common tools.</summary>
internal static class AuditReadMe
{
    /// <summary>Stands alone on the line before and the line after the commands; the tests run what is between.</summary>
    public const string Scissors = "# ---- 8< ----";

    public static string Text(TenantId tenant, CheckpointKeys keys) =>
        Template
            .Replace("@TENANT@", tenant.Value, StringComparison.Ordinal)
            .Replace("@KEYS@", string.Join(", ", keys.Ids), StringComparison.Ordinal)
            .Replace("@SCISSORS@", Scissors, StringComparison.Ordinal);

    /// <summary>The reader that goes with every export.</summary>
    public static string Script() => Resource(AuditFileNames.Script);

    /// <summary>The witness for those who have nothing.</summary>
    public static string Witness() => Resource(AuditFileNames.Witness);

    private static string Resource(string name)
    {
        using var script = typeof(AuditReadMe).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(script);
        return reader.ReadToEnd();
    }

    private const string Template = """"
        AccessGov 監査記録 / audit export
        団体 / tenant: @TENANT@
        署名鍵 / signing keys: @KEYS@

        ■ 検証のしかた
        1. 署名鍵の番号を、別の経路(紙の控えなど)で受け取った番号と比べてください。
           同じフォルダーの鍵だけでは、全体が差し替えられていないことは分かりません。
        2. 控えておいた検証点(checkpoints.ndjson の行)があれば、同じ行が今もあることを確かめてください。
           行がなければ、記録は巻き戻されています。
        3. 下の命令を verify.sh として保存し、このフォルダーで bash verify.sh を実行してください。
           必要なものは bash、sha256sum、openssl だけです。最初に壊れている行を示して止まります。
           最後の検証点より後の行は、つながってはいますが、まだ署名されていません。
           鍵の番号が複数ある場合は、下の record.py か AccessGov の検証機能を使ってください。

        ■ 庁外の証人(log-checkpoint.txt がある場合)
           この記録のログは、庁外の証人が「増えるだけであること」を見守れます。証人には件数とハッシュだけが見え、事実は見えません。
           別の経路で受け取った方針(witnesses.txt など)があれば、python3 record.py verify --policy 方針 が、証人の署名まで確かめます。
           証人を始める方は witness.py の説明を読んでください(python3 と openssl だけで動きます)。
           log-seeds.txt は事実と同じように守ってください。これがなければ、だれもハッシュから事実を推測できません。

        ■ 記録に尋ねる(Python 3.9 以降。ほかに何も要りません)
           python3 record.py verify --key 受け取った鍵.pem --kept 控えの検証点.txt
           python3 record.py report --on 2026-04-01 --holders    その日の承認・変更・マイナンバー利用事務系の権限者・規程
           python3 record.py report --person 000123              その職員に何が、どの発令で行われたか
           kept には、記録がハッシュで指す計画、規程、権限とグループの対応、権限者の一覧があります。計画には氏名が含まれます。

        ■ How to verify
        1. Compare the key ids above with the ids that reached you another way (on paper, say). The key
           in this folder alone cannot show that nobody replaced the whole folder.
        2. If you kept lines of earlier checkpoints, find the same lines in checkpoints.ndjson. A kept
           line that is missing means that the record was rolled back.
        3. Save the commands below as verify.sh and run "bash verify.sh" in this folder. They need bash,
           sha256sum and openssl, and stop at the first bad line. Lines after the last checkpoint are
           chained but not signed yet. With more than one key id, use record.py below or AccessGov's own verifier.

        ■ Witnesses outside (where there is a log-checkpoint.txt)
           Outsiders can watch that this record only grows; they see sizes and hashes, and no fact. With a policy that reached you
           another way, "python3 record.py verify --policy POLICY" also checks who outside vouches for it.
           Whoever wants to be a witness reads witness.py (python3 and openssl, nothing else).
           Guard log-seeds.txt as you guard the facts: without it nobody can guess a fact from its hash.

        ■ Ask the record (Python 3.9 or newer, nothing else)
           python3 record.py verify --key KEY-YOU-WERE-GIVEN.pem --kept CHECKPOINTS-YOU-KEPT.txt
           python3 record.py report --on 2026-04-01 --holders    approvals, changes, My Number holders, policy of that day
           python3 record.py report --person 000123              what was done for that worker, by which order
           (add --lang en, or --json). In "kept" are plans, policies, maps from rights to groups, lists of holders and
           what reviews found and what was said in them, which the record names by hashes. Plans hold names of people.

        @SCISSORS@
        export LC_ALL=C
        sum() { sha256sum | cut -c1-64; }
        bad() { echo "BROKEN $1 line $2: $3"; exit 1; }
        head_at() { if [ "$1" = 0 ]; then echo "$genesis"; else sed -n "$1p" facts.ndjson | tail -c 67 | cut -c1-64; fi; }
        member() { printf '%s' "$text" | sed "s/.*\"$1\":\"\{0,1\}\([0-9a-z-]*\).*/\1/"; }
        genesis=$(printf 'accessgov-audit-chain/1\n%s\n' '@TENANT@' | sum)
        key=$(openssl pkey -pubin -in public-key.pem -outform DER | sum | cut -c1-16)
        signature=$(mktemp); trap 'rm -f "$signature"' EXIT

        before=$genesis n=0 line=
        while IFS= read -r line; do
          n=$((n + 1)) fact=${line#'{"fact":'} fact=${fact%',"hash":"'*}
          hash=$(printf '%s%s' "$before" "$fact" | sum)
          [ "$line" = '{"fact":'"$fact"',"hash":"'"$hash"'"}' ] || bad facts.ndjson $n "it does not follow from the line before it"
          before=$hash
        done < facts.ndjson
        [ -z "$line" ] || bad facts.ndjson $((n + 1)) "the file was cut"

        facts=$n before=$genesis n=0 size=0 line=
        while IFS= read -r line; do
          n=$((n + 1)) text=${line#'{"checkpoint":'} text=${text%',"signature":"'*} last=$size
          printf '%s' "$line" | sed 's/.*,"signature":"\(.*\)"}$/\1/' | openssl base64 -d -A > "$signature"
          printf '%s' "$text" | openssl dgst -sha256 -verify public-key.pem -signature "$signature" > /dev/null 2>&1 \
            || bad checkpoints.ndjson $n "its signature does not hold"
          [ "$(member key) $(member tenant) $(member number)" = "$key @TENANT@ $n" ] \
            || bad checkpoints.ndjson $n "key, tenant or number is wrong"
          [ "$(member previous)" = "$before" ] || bad checkpoints.ndjson $n "it does not follow the checkpoint before it"
          size=$(member size)
          [ "$size" -ge "$last" ] || bad checkpoints.ndjson $n "it covers less than the one before it"
          [ "$size" -le "$facts" ] || bad facts.ndjson $((facts + 1)) "the end is missing"
          [ "$(member head)" = "$(head_at "$size")" ] || bad checkpoints.ndjson $n "it does not fit the facts"
          before=$(printf '%s' "$line" | sum)
        done < checkpoints.ndjson
        [ -z "$line" ] || bad checkpoints.ndjson $((n + 1)) "the file was cut"
        [ "$n" -gt 0 ] || bad checkpoints.ndjson 1 "nothing is signed"
        echo "OK $facts facts, $n checkpoints, $size facts signed, key $key"
        @SCISSORS@

        """";
}
