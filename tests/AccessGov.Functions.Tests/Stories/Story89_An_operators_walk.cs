using AccessGov.Functions.Cli.Sessions;
using AccessGov.Tests;

namespace AccessGov.Functions.Tests.Stories;

/// <summary>
/// From nothing to the first approved plan, as an operator lives it who reads one language. In Japanese it is the page
/// docs/ja/walkthrough.md; set ACCESSGOV_APPROVE=1 to take over what is said now, and read it as that operator would.
/// </summary>
public sealed class Story89_An_operators_walk
{
    private const string Page = "docs/ja/walkthrough.md",
        Unwritten = "00000000-0000-4000-8000-000000000001",
        Groupware = "5a0d9c11-3c7e-4b58-8a66-2f1e90c4d7b3",
        Records = "1b4f6a52-09c7-4c39-9d1e-7a30e5b8c2d4",
        Extract = "jinji_20261001.csv";

    private static readonly (string User, string Id) Tanaka = ("tanaka", NewTown.Tanaka),
        Sato = ("sato", NewTown.Sato);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("ja")]
    [InlineData("en")]
    public async Task From_nothing_to_the_first_plan_that_was_approved_applied_and_verified(string language)
    {
        await using var walk = new Walk(language);
        walk.Say(
            """
            # 導入の実演: 何もない状態から最初の計画の適用まで

            ある架空の町（川辺町、職員12人）の情報システム担当 田中さんが、AccessGovを初めて使います。承認者は、市民課長の佐藤さんです。
            コマンドと応答は、試験が実際に実行した結果です（`tests/AccessGov.Functions.Tests/Stories/Story89_An_operators_walk.cs`）。
            Entraの代わりに、模擬のテナントを使っています。手順の詳しい説明は[導入](installation.md)にあります。
            行の先頭の `tanaka$` と `sato$` は、だれが実行したかを示します。長いコマンドは、そのまま1行で入力します。

            ## 1. 設定ファイルのひな形を作る

            空のフォルダーに、設定、ポリシー設定、取込設定のひな形を作ります。すでにあるファイルは上書きしません。
            """
        );
        await walk.RunAsync(Tanaka, "init config --tenant kawabe --domain town.kawabe.example.jp");
        await walk.BeginTenantAsync(("グループウェア", Groupware), ("住民記録", Records));
        walk.Connect();
        await WritePolicyAsync(walk);
        await WriteProfileAsync(walk);
        var plan = await ObserveAsync(walk);
        await GoLiveAsync(walk, plan);
        await ApplyAsync(walk, plan);

        Assert.Equal(0, walk.Tenant.Counters.NotEmulated);
        if (language != "ja")
            return;
        var file = Sample.InRepository(Page);
        if (Environment.GetEnvironmentVariable("ACCESSGOV_APPROVE") == "1")
            await File.WriteAllTextAsync(file, walk.Page + "\n", Ct);
        Assert.Equal((await File.ReadAllTextAsync(file, Ct)).ReplaceLineEndings("\n"), walk.Page + "\n");
    }

    private static async Task WritePolicyAsync(Walk walk)
    {
        walk.Say(
            """
            `config/accessgov.json` には、テナントと2つのアプリケーションのID、操作者を書きます（[設定](operations.md#設定)）。
            田中さんは操作者、佐藤さんは承認者と情報セキュリティ責任者、総務課長の鈴木さんはもう1人の承認者です。
            シークレットは、環境変数で渡します（[導入](installation.md#操作者)）。

            ## 2. ポリシー設定を書く

            `config/policy.yaml` の★の箇所を書き換えます。まず所属です。
            """
        );
        walk.Edit(
            "config/policy.yaml",
            """
                  - { code: "010100", name: 総務課 }
                  - { code: "010200", name: 市民課 }

            """,
            """
                  - { code: "010100", name: 総務課 }
                  - { code: "010200", name: 市民課 }
                  - { code: "010300", name: 税務課 }

            """
        );
        walk.Say("問い合わせ先を書きます。画面とコマンドの案内に、この名前が出ます。");
        walk.Edit(
            "config/policy.yaml",
            "help-desk: { name: 情報政策課, phone: 内線 0000 }",
            "help-desk: { name: 総務課情報係, phone: 内線 2345 }"
        );
        walk.Say(
            """
            権限のグループには、Entraの管理画面で調べたオブジェクトIDを書きます。田中さんは、ここで打ち間違えました（`lgwann`）。
            グループウェアのIDも、ひな形のままにしてしまいました。
            """
        );
        walk.Edit("config/policy.yaml", "    zone: lgwan\n", "    zone: lgwann\n");
        walk.Edit("config/policy.yaml", "    group: 00000000-0000-4000-8000-000000000002\n", $"    group: {Records}\n");
        walk.Say("書いたら確かめます。誤りは、行と列、直し方とともに、まとめて示されます。");
        await walk.RunAsync(Tanaka, "policy check config/policy.yaml", ExitCodes.Refused);
        walk.Say("示されたとおりに直して、もう一度確かめます。");
        walk.Edit("config/policy.yaml", "    zone: lgwann\n", "    zone: lgwan\n");
        await walk.RunAsync(Tanaka, "policy check config/policy.yaml");
        walk.Settle(Unwritten, Groupware);
    }

    private static async Task WriteProfileAsync(Walk walk)
    {
        await File.WriteAllBytesAsync(walk.File(Extract), NewTown.Cp932(NewTown.Extract), Ct);
        walk.Say(
            $"""
            ## 3. 人事情報の取込設定を書く

            人事担当から、人事システムのCSV（`{Extract}`）を受け取りました。先頭は次のとおりです。

            ```
            {string.Join('\n', NewTown.Extract.Split("\r\n")[..6])}
            ```

            ひな形の取込設定のまま、`hr check` で確かめてみます。確かめるだけで、何も保存しません。
            """
        );
        await walk.RunAsync(Tanaka, $"hr check {Extract} --source mayor", ExitCodes.Refused);
        walk.Say(
            """
            列の見出しが違うので、取り込めません。このファイルに合う取込設定の案を作らせます。
            """
        );
        await walk.RunAsync(Tanaka, $"hr profile suggest {Extract} --source mayor", ExitCodes.Refused);
        walk.Say(
            """
            案をもとに `config/profiles/mayor.yaml` を書きます（[取込設定](hr-import.md#取込設定)）。「?」の行は、人事担当に尋ねることです。
            ここでは、まだ尋ねずに、わかるところだけを書いてみます。
            """
        );
        walk.Write(
            "config/profiles/mayor.yaml",
            """
            # yaml-language-server: $schema=../profile.schema.json
            kind: extract
            source: mayor
            encoding: sjis
            delimiter: comma
            idWidth: 6
            totalRow: optional
            dates: [西暦]
            columns:
              employeeId: 職員コード
              name: 職員氏名
              kana: フリガナ
              employmentKind: 任用形態
              hiredOn: 任用年月日
              endsOn: 任期満了年月日
              postingKind: 異動種別
              org: 課コード
              orgName: 課名称
              post: 役職名
              postedFrom: 配属年月日
              postedUntil: 配属終了年月日
              leaveKind: 休業事由
              leaveFrom: 休業開始年月日
              leaveUntil: 休業終了年月日
            words:
              employmentKind: { 正規職員: 正規 }
              postingKind: { 本務: 本務, 兼務: 兼務, 併任: 併任 }
              leaveKind: { 休職: 休職, 育児休業: 育児休業 }
            """
        );
        await walk.RunAsync(Tanaka, $"hr check {Extract} --source mayor", ExitCodes.Refused);
        walk.Say(
            "任用形態に、知らない言葉がありました。この町の「パートタイム」は、会計年度任用職員です。言葉を加えて、もう一度確かめます。"
        );
        walk.Edit(
            "config/profiles/mayor.yaml",
            "  employmentKind: { 正規職員: 正規 }",
            "  employmentKind: { 正規職員: 正規, パートタイム: 会計年度任用職員 }"
        );
        await walk.RunAsync(Tanaka, $"hr check {Extract} --source mayor");
        walk.Say("取り込めることがわかりました。お知らせの行も読み、人事担当の意図どおりかを確かめます。");
    }

    private static async Task<string> ObserveAsync(Walk walk)
    {
        await File.WriteAllTextAsync(walk.File("kagi.csv"), NewTown.Keys, Ct);
        await File.WriteAllTextAsync(walk.File("kenshu.csv"), NewTown.Trainings, Ct);
        walk.Say(
            """
            ## 4. 取り込んで、観察する

            運用を開始するまでは観察モードです。何が起きるかを計画として示すだけで、Entraは変更しません。
            人事情報のほか、ポリシー設定が求める2つの一覧（鍵と研修）を取り込みます。
            """
        );
        await walk.RunAsync(Tanaka, $"hr import {Extract} --source mayor");
        await walk.RunAsync(Tanaka, "hr keys kagi.csv");
        await walk.RunAsync(Tanaka, "hr training kenshu.csv");
        walk.Say("最初の計画を作ります。");
        await walk.RunAsync(Tanaka, "plan");
        walk.Say(
            """
            確認事項を読みます。複合機のアカウントには職員番号がなく、緊急用ID（`breakglass-1`）のアカウントはまだ作っていません。
            契約の一覧は、委託がないので要りません。グループウェアのグループが存在しないことは、すぐに直します。
            何が足りないかは、`doctor` がまとめて示します。

            ## 5. 不足と誤りを調べる
            """
        );
        await walk.RunAsync(Tanaka, "doctor", ExitCodes.NotAsItShouldBe);
        walk.Say("グループウェアのグループIDが、ひな形の仮のものでした。正しいIDに直します。操作者一覧は、運用開始のときに2人で決めます。");
        walk.Edit("config/policy.yaml", $"    group: {Unwritten}\n", $"    group: {Groupware}\n");
        await walk.RunAsync(Tanaka, "policy check config/policy.yaml");
        walk.Say("計画を作り直し、内容をすべて読みます。");
        await walk.RunAsync(Tanaka, "plan");
        await walk.RunAsync(Tanaka, "show last --all");
        walk.Say("1人についての理由は、`explain` で調べます。伊藤さん（001002）は、鍵をまだ登録していません。");
        await walk.RunAsync(Tanaka, "explain 001002");
        return (await walk.AskAsync(Tanaka, "show last --json"))["id"].GetString()![..12];
    }

    private static async Task GoLiveAsync(Walk walk, string plan)
    {
        walk.Say(
            """
            ## 6. 2人で運用を開始する

            計画が意図したとおりになったので、田中さんが運用の開始を提案します。操作者一覧とポリシー設定も、一緒に決まります。
            """
        );
        await walk.RunAsync(Tanaka, $"go-live propose {plan}");
        walk.Say("佐藤さんが、提案の内容を読みます。");
        await walk.RunAsync(Sato, "go-live status");
        walk.Say("確かめたら、同意します。");
        await walk.RunAsync(Sato, $"go-live approve {plan}");
    }

    private static async Task ApplyAsync(Walk walk, string plan)
    {
        walk.Say(
            """
            ## 7. 最初の計画を承認し、適用する

            最初の計画は、件数にかかわらず承認が必要です。計画を作った田中さんは、承認できません。
            """
        );
        await walk.RunAsync(Tanaka, $"approve {plan}", ExitCodes.Refused);
        walk.Say("佐藤さんが、計画をもう一度読んで、承認します。");
        await walk.RunAsync(Sato, $"approve {plan}");
        walk.Say("田中さんが適用します。`accessgov serve` が動いていれば、承認した計画は自動的に適用されます。");
        await walk.RunAsync(Tanaka, $"apply {plan}");
        walk.Say("Entraを読み直して、計画どおりになったことを確かめます。");
        await walk.RunAsync(Tanaka, "verify");
        await walk.RunAsync(Tanaka, "audit verify");
        walk.Say("もう一度計画を作ると、することはもうありません。");
        var again = await walk.RunAsync(Tanaka, "plan");
        Assert.Equal(0, (await walk.AskAsync(Tanaka, "show last --json"))["actions"].GetArrayLength());
        Assert.NotEmpty(again.Out);
        await walk.RunAsync(Tanaka, "status");
        await walk.RunAsync(Tanaka, "doctor");
        walk.Say("これで導入は終わりです。この後は[日々の作業](operations.md#日々の作業)を行います。");
    }
}
