using System.Text.Json;
using AccessGov.App.Policy;
using AccessGov.App.Reviews.Rounds;
using AccessGov.App.Storage.Content;
using AccessGov.App.Texts;
using AccessGov.Core.Audit;
using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;
using AccessGov.Core.Policy;
using AccessGov.Core.Reviews;
using AccessGov.Functions.Cli.Sessions;
using AccessGov.Sandbox;
using AccessGov.Tests;

namespace AccessGov.Functions.Tests.Stories;

/// <summary>One round for each kind of scope that a policy may name: what is held, of that what it names, and nothing else.</summary>
public sealed class Story61_What_a_review_is_about
{
    private const string Farmland = "farmland",
        ByHand = "sns";
    private static readonly EmployeeId General = new("000101"),
        Officer = new("000102"),
        Resident = new("000104"),
        Asker = new("000105"),
        Mover = new("000106"),
        Head = new("000107"),
        Owner = new("000108");

    /// <summary>What the reviews of the story say, by their ids.</summary>
    private static readonly Dictionary<string, string> Scopes = new()
    {
        ["class"] = "classification: 3B, zones: [lgwan, internet]",
        ["parts"] = "classification: { confidentiality: 3C, availability: 2 }, orgs: [\"010100\"]",
        ["privileged"] = "privileged: true",
        ["organ"] = "organs: [地方公営企業]",
        ["source"] = "sources: [education]",
        ["branch"] = "orgs: [\"010000\"]",
        ["elsewhere"] = "sources: [water, education, fire], orgs: [\"020000\", \"050000\"]",
        ["exceptions"] = "grounds: [申請, 例外措置]",
        ["nothing-gives"] = "grounds: [unexplained], organs: [内部部局]",
        ["both"] = "zones: [my-number], organs: [内部部局], grounds: [rule], classification: 3B",
        ["empty"] = "zones: [my-number], organs: [消防本部]",
    };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_round_of_each_scope_asks_about_what_the_scope_names_and_about_nothing_else()
    {
        await using var village = await OpenAsync();
        var rights = village.Policy.Entitlements.ToDictionary(e => e.Id.Value);
        var held = village.Staff.Keys.SelectMany(id => village.RightsOf(id).Select(right => (Who: id, Right: right))).ToArray();
        // Somebody of 住民記録係 serves at 税務課 too, and has of there what the post there gives.
        string[] atTax = ["maps", "tax-levy"];
        bool IsIn(EmployeeId who, params string[] people) => people.Contains(who.Value);
        bool IsInGeneral((EmployeeId Who, string Right) i) =>
            IsIn(i.Who, "000101", "000102", "000103") || i.Who == Resident && atTax.Contains(i.Right);
        bool IsForATime((EmployeeId Who, string Right) i) => IsIn(i.Who, Asker.Value, Mover.Value) && i.Right == Farmland;
        bool IsByHand((EmployeeId Who, string Right) i) => i == (Resident, ByHand);
        bool IsOf3B(string right) => rights[right].Classification.Confidentiality is Confidentiality.Level3A or Confidentiality.Level3B;
        var expected = new Dictionary<string, Func<(EmployeeId Who, string Right), bool>>
        {
            ["class"] = i => IsOf3B(i.Right) && rights[i.Right].Zone != Zone.MyNumber,
            ["parts"] = i => i.Who == General && i.Right is "documents" or "finance-entry" or "hr-payroll",
            ["privileged"] = i => i.Right is "hr-payroll" or ByHand,
            ["organ"] = i => IsIn(i.Who, "000201", "000202"),
            ["source"] = i => IsIn(i.Who, "000401"),
            ["branch"] = IsInGeneral,
            ["elsewhere"] = i => !IsInGeneral(i) && !IsIn(i.Who, "900001", Owner.Value),
            ["exceptions"] = IsForATime,
            ["nothing-gives"] = IsByHand,
            ["both"] = i => rights[i.Right].Zone == Zone.MyNumber && !IsIn(i.Who, "000201", "000202", "000401", "900001"),
        };
        foreach (var (id, isIn) in expected)
        {
            var said = (await village.RunAsync($"review open {id}")).Ended(ExitCodes.Done);
            var (_, state) = await RoundAsync(village, id);
            Assert.NotEmpty(state.Population);
            Assert.Equal(
                held.Where(isIn).Select(i => $"{i.Who} {i.Right}").Order(StringComparer.Ordinal),
                state.Population.Select(i => $"{i.Id.Worker} {i.Id.Right}").Order(StringComparer.Ordinal)
            );
            said.Says($"対象 {state.Population.Count} 件");
        }
        // What is asked about in neither of the two belongs to units of neither.
        Assert.DoesNotContain(held, i => expected["branch"](i) && expected["elsewhere"](i));

        (await village.RunAsync("review open class")).Says("すでに開始", "対象：LGWAN接続系、インターネット接続系 かつ 機密性3B以上");
        (await village.RunAsync("review open branch")).Says("対象：総務部とその下の所属");
        (await village.RunAsync("review open source --lang en")).Says("About: 教育委員会 (appointing authority)");
        (await village.RunAsync("review open parts --lang en")).Says("confidentiality 3C, availability 2 or above");
        var list = await village.RunAsync("review list --json");
        Assert.Contains(
            "申請による権限、例外措置による権限",
            list["rounds"].EnumerateArray().Select(r => r.GetProperty("scope").GetString())
        );
        // What was added by hand is taken, as on any day.
        await village.SettleAsync();
        await village.RunAgainChangesNothingAsync();
    }

    [Fact]
    public async Task Of_an_empty_scope_no_round_comes_and_the_record_says_so_once()
    {
        await using var village = await OpenAsync();
        foreach (var _ in (int[])[1, 2])
            (await village.RunAsync("review open empty"))
                .Ended(ExitCodes.Done)
                .Says("開始していません", "対象：マイナンバー利用事務系 かつ 消防本部");
        var book = await BookAsync(village);
        Assert.DoesNotContain(book.Rounds, r => r.Rule.Id.Value == "empty");
        var told = Assert.Single(await village.FactsAsync("reviews"), f => f.Kind == FactKind.ReviewEmpty);
        Assert.Equal(("empty-20260202", "zones=MyNumber; organs=消防本部"), (told.Subject, told.BodyText("scope")));
        (await village.RunAsync("review open exceptions")).Ended(ExitCodes.Done);
        var report = await RecordScript.AgreesAsync(village, "report --on 2026-02-02");
        Assert.Contains("対象なし（開始していません）", report, StringComparison.Ordinal);
        Assert.Contains("grounds=request,exception", report, StringComparison.Ordinal);
        (await village.RunAsync("audit verify")).Ended(ExitCodes.Done);
    }

    [Fact]
    public async Task Of_movers_only_what_lies_in_the_scope_is_asked_about()
    {
        await using var village = await OpenAsync();
        village.MoveTo("2026-02-05");
        village.Move(Mover.Value, VillageStory.TaxOffice, "2026-02-05");
        await village.DeliverAsync();
        (await village.RunAsync("review open moved-scope")).Ended(ExitCodes.Done).Says("異動した人が異動前から持つ権限");
        var (_, state) = await RoundAsync(village, "moved-scope");
        Assert.Equal(
            village.RightsOf(Mover).Where(r => r is "site-editing" or "sns").Order(StringComparer.Ordinal),
            state.Population.Select(i => i.Id.Right.Value)
        );
        Assert.NotEmpty(state.Population);
        // The former post gives it still, for some days.
        Assert.All(state.Population, i => Assert.Equal((Mover, VillageStory.Crafts), (i.Id.Worker, i.Unit?.Value)));
    }

    /// <summary>As it was written before reviews had a scope.</summary>
    [Fact]
    public void A_round_of_before_is_read_as_a_round_of_its_rights()
    {
        const string kept = """
            {"id":"my-number-20260401","rule":{"id":"my-number","name":"棚卸し","rights":["juki-inquiry","koseki"],"from":"2026-04-01",
            "everyMonths":3,"dueDays":21,"undoDays":3,"ownerFirst":false,"silence":"remove","article":"第6(2)","ofMovers":false,
            "silenceFor":[],"remindDays":[7,1]},"openedOn":"2026-04-01","dueOn":"2026-04-22","population":"p","items":1,"snapshot":"s"}
            """;
        const string item = """
            {"id":{"worker":"000102","right":"koseki"},"unit":"020120","account":"00000000-0000-0000-0000-000000000001",
            "ground":{"cause":"Serves","rule":"koseki","unit":"020120","since":"2020-04-01"}}
            """;
        var round = JsonSerializer.Deserialize<ReviewRound>(kept, CoreJson.Options)!;
        Assert.Empty(round.Rule.Scope.Named());
        Assert.False(round.Rule.IsOfSome());
        var policy = Assert.IsType<PolicyRead.Read>(Sample.Read(Sample.Text)).Policy;
        Assert.Equal("住民記録（照会）、戸籍", new ReviewScopeText(new UiTexts("ja"), policy).Of(round.Rule));
        var items = new ReviewItems([JsonSerializer.Deserialize<ReviewItem>(item, CoreJson.Options)!]);
        Assert.Equal(1, items.HoldersOf(items.All[0]));
        // And one of today comes back as it was.
        var scope = new ReviewScope
        {
            Zones = [Zone.Lgwan],
            AtLeast = new Classification(Confidentiality.Level3C, 1, 2),
            Orgs = [new OrgCode("010000")],
            Grounds = [ReviewGroundKind.Exception],
        };
        var again = JsonSerializer.Deserialize<ReviewRule>(
            JsonSerializer.Serialize(round.Rule with { Scope = scope }, CoreJson.Options),
            CoreJson.Options
        )!;
        Assert.Equal(
            scope.Named().Select(n => $"{n.Kind} {string.Join(',', n.Values)}"),
            again.Scope.Named().Select(n => $"{n.Kind} {string.Join(',', n.Values)}")
        );
    }

    private static async Task<VillageStory> OpenAsync()
    {
        var reviews = string.Concat(
            Scopes.Select(s =>
                $"  - {{ id: {s.Key}, name: 棚卸し {s.Key}, {s.Value}, from: 2026-10-01, every-months: 12, due-days: 30, silence: keep, "
                + "article: 第6(2) }\n"
            )
        );
        const string movers =
            "  - { id: moved-scope, name: 異動, movers: true, zones: [internet], orgs: [\"050100\"], grounds: [rule], "
            + "from: 2026-02-01, due-days: 14, silence: keep, article: 第6(2) }\n";
        var text = Sample.Text.Replace("\nreviews:\n", "\nreviews:\n" + reviews + movers, StringComparison.Ordinal);
        foreach (var right in (string[])["hr-payroll", ByHand])
            text = text.Replace($"  - id: {right}\n    name", $"  - id: {right}\n    privileged: true\n    name", StringComparison.Ordinal);
        var village = await VillageStory.SettledAsync(
            policyText: text,
            before: v =>
            {
                v.Put(Heading(Head.Value, VillageStory.Crafts));
                v.Put(Heading(Owner.Value, "090300"));
                v.Change(
                    Resident.Value,
                    w =>
                        w with
                        {
                            Postings =
                            [
                                w.Postings[0],
                                w.Postings[0] with
                                {
                                    Kind = PostingKind.Concurrent,
                                    Org = new OrgCode(VillageStory.TaxOffice),
                                },
                            ],
                        }
                );
            }
        );
        using (var installation = village.Open())
            await installation.GoLiveAsync(
                new OperatorEntry(Environment.UserName, VillageStory.Author, [OperatorRole.Operator, OperatorRole.Approver]),
                new OperatorEntry("officer", Officer, [OperatorRole.Officer]),
                GoneLive.Approver(village.Auditor)
            );
        await GrantAsync(village, Asker, "", Head, Owner);
        await GrantAsync(village, Mover, " --exception 所属長が毎月照会記録を見る", Head, Owner, Officer);
        await village.SettleAsync();
        village.Tenant.Directory.AddMember(village.GroupOf(ByHand), village.Account(Resident).Id);
        return village;
    }

    private static async Task GrantAsync(VillageStory village, EmployeeId by, string more, params EmployeeId[] agree)
    {
        (await village.RunAsync($"request ask {Farmland} --purpose 窓口の応援のため{more}", by)).Ended(ExitCodes.Done);
        var id = (await village.RunAsync("request list --json", by))["requests"][0].GetProperty("request").GetProperty("id").GetString();
        foreach (var who in agree)
            (await village.RunAsync($"request approve {id}", who)).Ended(ExitCodes.Done);
    }

    private static Worker Heading(string id, string org)
    {
        var worker = VillageStory.Regular(id, "mayor", org);
        return worker with { Postings = [worker.Postings[0] with { Post = "課長" }] };
    }

    private static async Task<ReviewBook> BookAsync(VillageStory village)
    {
        using var installation = village.Open();
        return await ReviewBook.ReadAsync(installation.Workspace, Ct);
    }

    private static async Task<(ReviewRound Round, ReviewState State)> RoundAsync(VillageStory village, string rule)
    {
        using var installation = village.Open();
        var book = await ReviewBook.ReadAsync(installation.Workspace, Ct);
        var round = Assert.Single(book.Rounds, r => r.Rule.Id.Value == rule);
        return (round, await book.StateAsync(installation.Workspace, round, Ct));
    }
}
