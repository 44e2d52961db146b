using AccessGov.Core.Audit;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Audit;

/// <summary>The note that goes with an export: how to verify it with common tools.</summary>
internal static class AuditReadMe
{
    /// <summary>Stands alone on the line before and the line after the commands; the tests run what is between.</summary>
    public const string Scissors = "# ---- 8< ----";

    /// <summary>Of a chain of old.</summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="keys">The keys that signed it.</param>
    /// <param name="isWithinLog">True where a log continues it: then the reader lies one folder up, and answers from the log.</param>
    public static string OfChain(TenantId tenant, CheckpointKeys keys, bool isWithinLog) =>
        Fill(Chain, tenant, string.Join(", ", keys.Ids), isWithinLog ? ("", "") : (AskJa, AskEn))
            .Replace("@READER@", isWithinLog ? "../record.py --folder . " : "record.py ", StringComparison.Ordinal);

    /// <summary>Of a log.</summary>
    public static string OfLog(TenantId tenant, LogFiles log) =>
        Fill(Log, tenant, string.Join(", ", log.Keys.Select(k => k.Id)), (AskJa, AskEn))
            .Replace("@ORIGIN@", $"{log.Genesis.Origin}", StringComparison.Ordinal);

    private static string Fill(string template, TenantId tenant, string keys, (string Ja, string En) ask) =>
        template
            .Replace("@ASKJA@", ask.Ja, StringComparison.Ordinal)
            .Replace("@ASKEN@", ask.En, StringComparison.Ordinal)
            .Replace("@TENANT@", tenant.Value, StringComparison.Ordinal)
            .Replace("@KEYS@", keys, StringComparison.Ordinal)
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

    private const string AskJa = """
           python3 record.py report --on 2026-04-01 --holders    その日の承認・変更・マイナンバー利用事務系の権限者・ポリシー設定
           python3 record.py report --person 000123              その職員に何が、どの発令で行われたか
           kept には、記録がハッシュで指す計画、ポリシー設定、権限とグループの対応、権限者の一覧があります。計画には氏名が含まれます。
        """;

    private const string AskEn = """
           python3 record.py report --on 2026-04-01 --holders    approvals, changes, My Number holders, policy of that day
           python3 record.py report --person 000123              what was done for that worker, by which order
           (add --lang en, or --json). In "kept" are plans, policies, maps from rights to groups, lists of holders and
           what reviews found and what was said in them, which the record names by hashes. Plans hold names of people.
        """;

    private const string Log = """"
        AccessGov 監査記録 / audit export
        団体 / tenant: @TENANT@
        記録の名前 / name of the log: @ORIGIN@
        署名鍵 / signing keys: @KEYS@

        ■ 検証のしかた
        1. 署名鍵の番号を、別の経路(紙の控えなど)で受け取った番号と比べてください。
           同じフォルダーの鍵だけでは、全体が差し替えられていないことは分かりません。
        2. python3 record.py verify --policy 証人方針 --note 控え      (Python 3.9 以降。ほかに何も要りません)
           証人方針は、別の経路で受け取った証人方針(witnesses.txt など)です。これがあり、求められた数の庁外の証人が最近署名していて、
           はじめて「検証済み」と言えます。控えは、前に保存したチェックポイント(log-checkpoint.txt や紙の QR)です。
           記録が控えから育ったものでなければ、巻き戻されたか書き換えられています。
        3. チェックポイントの署名だけなら、下の命令で openssl だけでも確かめられます(verify.sh として保存し、bash verify.sh)。
        4. closed-chain がある場合は、前の形式の記録です。その README.txt の方法で、いつまでも検証できます。
        証人には件数とハッシュだけが見え、事実は見えません。証人を始める方は witness.py の説明を読んでください。
        facts.ndjson の seed がなければ、だれもハッシュから事実を推測できません。このフォルダー全体を個人情報として守ってください。
        {"erased":…} の行は、保存期間の後に二人で消した事実です。ハッシュだけが残ります。

        ■ 記録に尋ねる
        @ASKJA@

        ■ How to verify
        1. Compare the key ids above with the ids that reached you another way (on paper, say). The key
           in this folder alone cannot show that nobody replaced the whole folder.
        2. python3 record.py verify --policy POLICY --note NOTE      (Python 3.9 or newer, nothing else)
           POLICY is the witness policy that reached you another way: only with it, and with as many recent
           cosignatures as it asks for, is the record called verified. NOTE is a checkpoint that you kept (a
           log-checkpoint.txt, the QR code on paper): a record that did not grow out of it was rolled back or rewritten.
        3. The signature of the checkpoint alone: the commands below, with bash and openssl (bash verify.sh).
        4. A folder closed-chain is the record in its former format; its README.txt verifies it for ever.
        Witnesses see sizes and hashes, and no fact. Whoever wants to be one reads witness.py. Without the seeds in facts.ndjson
        nobody can guess a fact from its hash: guard this folder as personal data. A line {"erased":…} is a fact that two people
        erased after its retention; only its hash is left.

        ■ Ask the record
        @ASKEN@

        @SCISSORS@
        export LC_ALL=C
        work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
        # A key is NAME+ID+base64(02, public key in DER). The signature stands behind the first four bytes, which are the key's id.
        sed -n 's/^log [^+]*+[0-9a-f]*+//p' log-key.txt | head -n 1 | openssl base64 -d -A | tail -c +2 > "$work/key.der"
        head -n 3 log-checkpoint.txt > "$work/text"
        sed -n '5s/^.* //p' log-checkpoint.txt | openssl base64 -d -A | tail -c +5 > "$work/signature"
        openssl pkey -pubin -inform DER -in "$work/key.der" -out "$work/key.pem"
        openssl dgst -sha256 -verify "$work/key.pem" -signature "$work/signature" "$work/text" > /dev/null 2>&1 \
          || { echo "BROKEN log-checkpoint.txt: its signature does not hold"; exit 1; }
        echo "OK $(sed -n 2p "$work/text") entries signed, key $(openssl dgst -sha256 -r "$work/key.der" | cut -c1-8)"
        @SCISSORS@

        """";

    private const string Chain = """"
        AccessGov 監査記録 / audit export
        団体 / tenant: @TENANT@
        署名鍵 / signing keys: @KEYS@

        ■ 検証のしかた
        1. 署名鍵の番号を、別の経路(紙の控えなど)で受け取った番号と比べてください。
           同じフォルダーの鍵だけでは、全体が差し替えられていないことは分かりません。
        2. 控えておいたチェックポイント(checkpoints.ndjson の行)があれば、同じ行が今もあることを確かめてください。
           行がなければ、記録は巻き戻されています。
        3. 下の命令を verify.sh として保存し、このフォルダーで bash verify.sh を実行してください。
           必要なものは bash、sha256sum、openssl だけです。最初に壊れている行を示して止まります。
           最後のチェックポイントより後の行は、つながってはいますが、まだ署名されていません。
           鍵の番号が複数ある場合は、下の record.py か AccessGov の検証機能を使ってください。

        ■ 記録を読む(Python 3.9 以降。ほかに何も要りません)
           python3 @READER@verify --key 受け取った鍵.pem --kept 控え.txt
        @ASKJA@

        ■ How to verify
        1. Compare the key ids above with the ids that reached you another way (on paper, say). The key
           in this folder alone cannot show that nobody replaced the whole folder.
        2. If you kept lines of earlier checkpoints, find the same lines in checkpoints.ndjson. A kept
           line that is missing means that the record was rolled back.
        3. Save the commands below as verify.sh and run "bash verify.sh" in this folder. They need bash,
           sha256sum and openssl, and stop at the first bad line. Lines after the last checkpoint are
           chained but not signed yet. With more than one key id, use record.py below or AccessGov's own verifier.

        ■ Read the record (Python 3.9 or newer, nothing else)
           python3 @READER@verify --key KEY-YOU-WERE-GIVEN.pem --kept CHECKPOINTS-YOU-KEPT.txt
        @ASKEN@

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
