using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using AccessGov.App.Audit;
using AccessGov.App.Audit.Comparing;
using AccessGov.App.Governance;
using AccessGov.Core.Audit;
using AccessGov.Core.Kernel;
using AccessGov.Core.Policy;
using AccessGov.Functions.Cli.Sessions;
using AccessGov.Sandbox;
using AccessGov.Tests;

namespace AccessGov.Functions.Tests.Stories;

/// <summary>
/// Rows that say what is in force are what facts say of them: nothing more, nothing less, nothing else. What people do by hand is no
/// difference.
/// </summary>
public sealed class Story35_Rows_that_no_fact_tells_of
{
    private static readonly EmployeeId Held = new("000105"),
        Colleague = new("000102");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_delivery_that_was_withdrawn_is_no_difference()
    {
        await using var village = await VillageStory.SettledAsync();
        village.MoveTo("2026-02-03");
        village.Leave(Held.Value, "2026-02-03");
        await village.DeliverAsync("mayor");
        (await village.RunAsync("audit verify")).Ended(ExitCodes.Done);
        (await village.RunAsync("hr withdraw --source mayor")).Ended(ExitCodes.Done);
        (await village.RunAsync("audit verify --json")).Ended(ExitCodes.Done);
        // What it put back is held against the record as well.
        await EditAsync(village, "hr", "source:mayor", row => row["kept"] = new string('0', 64));
        await FoundAsync(village, "personnel-differ", "hr", "source:mayor");
    }

    [Fact]
    public async Task What_people_hold_lift_and_declare_is_no_difference()
    {
        await using var village = await VillageStory.SettledAsync();
        await HoldAsync(village);
        (await village.RunAsync("audit verify")).Ended(ExitCodes.Done);
        (await village.RunAsync($"hold lift {Held}")).Ended(ExitCodes.Done);
        (await village.RunAsync("audit verify")).Ended(ExitCodes.Done);
        (await village.RunAsync($"hold lift {Held}", village.Auditor)).Ended(ExitCodes.Done);
        (await village.RunAsync("audit verify")).Ended(ExitCodes.Done);
        village.MoveTo("2026-02-04");
        await HoldAsync(village);
        (await village.RunAsync("restored")).Ended(ExitCodes.Done);
        // The same file again: of what it says nothing is new, that it was said again is.
        (await village.RunAsync($"hr import {village.Write("mayor")} --source mayor")).Ended(ExitCodes.Done);
        (await village.RunAsync($"hr import {village.Write("mayor")} --source mayor")).Ended(ExitCodes.Done);
        Assert.Contains(await village.FactsAsync("hr"), f => f.Kind == FactKind.SourceHeardAgain);
        (await village.RunAsync("audit verify")).Ended(ExitCodes.Done);
        await village.DeliverAsync();
        (await village.RunAsync("audit verify")).Ended(ExitCodes.Done);
    }

    [Theory]
    [InlineData("liftedOn", "2026-02-02")]
    [InlineData("liftAskedBy", "000102")]
    [InlineData("worker", "000106")]
    [InlineData("since", "2027-01-01")]
    public async Task A_hold_that_was_altered_in_the_store_is_found(string member, string value)
    {
        await using var village = await VillageStory.SettledAsync();
        await HoldAsync(village);
        await EditAsync(village, "hr", $"hold:{Held}", row => row[member] = value);
        await FoundAsync(village, "hold-differs", "hr", $"hold:{Held}");
    }

    [Fact]
    public async Task A_hold_that_was_deleted_in_the_store_is_found()
    {
        await using var village = await VillageStory.SettledAsync();
        await HoldAsync(village);
        await Forger.EditAsync(village, "hr", $"hold:{Held}", _ => null);
        await FoundAsync(village, "hold-differs", "hr", $"hold:{Held}");
    }

    [Fact]
    public async Task A_hold_that_nobody_lifted_when_the_store_says_so_is_found_after_two_people_lifted_an_earlier_one()
    {
        await using var village = await VillageStory.SettledAsync();
        await HoldAsync(village);
        (await village.RunAsync($"hold lift {Held}")).Ended(ExitCodes.Done);
        (await village.RunAsync($"hold lift {Held}", village.Auditor)).Ended(ExitCodes.Done);
        var lifted = await Forger.ReadAsync(village, "hr", $"hold:{Held}");
        await HoldAsync(village);
        await Forger.EditAsync(village, "hr", $"hold:{Held}", _ => lifted);
        await FoundAsync(village, "hold-differs", "hr", $"hold:{Held}");
    }

    [Theory]
    [InlineData("hold:000106", "hold:000105", "hold-differs")]
    [InlineData("announcement:00000000000000000000000000000000", "keys", "personnel-differ")]
    [InlineData("source:court", "source:mayor", "personnel-differ")]
    public async Task A_row_that_was_put_in_is_found(string row, string like, string code)
    {
        await using var village = await VillageStory.SettledAsync();
        await HoldAsync(village);
        var real = await Forger.ReadAsync(village, "hr", like);
        await Forger.EditAsync(village, "hr", row, _ => real);
        await FoundAsync(village, code, "hr", row);
    }

    [Fact]
    public async Task A_list_of_models_of_keys_that_nobody_imported_is_found()
    {
        await using var village = await VillageStory.SettledAsync();
        var mine = new KeyModelList(new string('a', 64), 99, new(2030, 1, 1), 1, "mallory", DateTimeOffset.UnixEpoch);
        await Forger.EditAsync(village, "decisions", "key-models", _ => System.Text.Json.JsonSerializer.Serialize(mine));
        await FoundAsync(village, "decision-unrecorded", "decisions", "key-models");
    }

    [Fact]
    public async Task A_decision_of_a_version_that_kept_no_givers_is_no_difference_and_who_proposed_it_stays_its_author()
    {
        await using var village = await DecidedAsync();
        await EditAsync(village, "decisions", "inforce|operators", row => row.Remove("givers"));
        (await village.RunAsync("audit verify")).Ended(ExitCodes.Done);
        using var installation = village.Open();
        var decided = await TwoPeople.InForceAsync(installation.Workspace, DecisionKind.Operators, Ct);
        Assert.Equal(decided!.ProposedBy, Assert.Single(decided.Givers).By);
    }

    [Theory]
    [InlineData("keys")]
    [InlineData("source:mayor")]
    public async Task A_row_that_was_taken_away_is_found(string row)
    {
        await using var village = await VillageStory.SettledAsync();
        await Forger.EditAsync(village, "hr", row, _ => null);
        await FoundAsync(village, "personnel-differ", "hr", row);
    }

    [Fact]
    public async Task A_mark_that_a_backup_was_put_back_is_held_against_who_said_so()
    {
        await using var village = await VillageStory.SettledAsync();
        (await village.RunAsync("restored")).Ended(ExitCodes.Done);
        var real = await Forger.ReadAsync(village, "hr", "restored");
        // As if everybody had delivered since.
        await EditAsync(village, "hr", "restored", row => row["at"] = "2026-01-01T00:00:00+09:00");
        await FoundAsync(village, "restored-differs", "hr", "restored");
        await Forger.EditAsync(village, "hr", "restored", _ => null);
        await FoundAsync(village, "restored-differs", "hr", "restored");
        await Forger.EditAsync(village, "hr", "restored", _ => real);
        await EditAsync(village, "hr", "restored", row => row["repeated"] = new JsonArray("mayor"));
        await FoundAsync(village, "restored-differs", "hr", "restored");
        await Forger.EditAsync(village, "hr", "restored", _ => real);
        (await village.RunAsync("audit verify")).Ended(ExitCodes.Done);
    }

    [Fact]
    public async Task What_two_people_decided_is_no_difference()
    {
        await using var village = await DecidedAsync();
        (await village.RunAsync("audit verify --json")).Ended(ExitCodes.Done);
        await File.AppendAllTextAsync(village.PolicyFile, "\n# stricter by nothing\n", Ct);
        (await village.RunAsync("policy status")).Ended(ExitCodes.Done);
        (await village.RunAsync("audit verify --json")).Ended(ExitCodes.Done);
    }

    [Fact]
    public async Task A_table_of_operators_that_was_exchanged_under_the_hash_that_people_agreed_to_is_not_worked_with()
    {
        await using var village = await DecidedAsync();
        using var before = village.Open();
        var mine = new OperatorTable([new OperatorEntry("mallory", Colleague, [OperatorRole.Approver])]);
        var kept = await before.Workspace.Kept.KeepAsync(mine, Ct);
        await EditAsync(village, "decisions", "inforce|operators", row => row["kept"] = kept);
        (await village.RunAsync("plan")).Ended(ExitCodes.NotAsItShouldBe).Says("操作者一覧", "decisions");
        (await village.RunAsync("audit verify")).Ended(ExitCodes.NotAsItShouldBe).Says("decisions");
        // Whoever was open before sees it too.
        Assert.Contains(
            new StoreDifference("decision-unrecorded", "decisions", "inforce|operators"),
            await CompareStore.RunAsync(before.Workspace, Ct)
        );
        // With the hash as well the product takes it for a decision; the record does not.
        await EditAsync(village, "decisions", "inforce|operators", row => row["hash"] = mine.Hash());
        await FoundAsync(village, "decision-unrecorded", "decisions", "inforce|operators");
    }

    [Fact]
    public async Task A_policy_that_was_exchanged_under_the_hash_that_people_agreed_to_is_not_worked_with()
    {
        await using var village = await DecidedAsync();
        using var before = village.Open();
        var looser = (await File.ReadAllTextAsync(village.PolicyFile, Ct)).Replace(
            "retention-days: 365",
            "retention-days: 30",
            StringComparison.Ordinal
        );
        var kept = await before.Workspace.Kept.KeepBytesAsync(Encoding.UTF8.GetBytes(looser), Ct);
        await EditAsync(village, "decisions", "inforce|policy", row => row["kept"] = kept);
        // A file that is stricter than that one alone would else come into force by itself.
        await File.AppendAllTextAsync(village.PolicyFile, "\n# changed\n", Ct);
        (await village.RunAsync("policy status")).Ended(ExitCodes.NotAsItShouldBe).Says("ポリシー設定", "decisions");
        Assert.Contains(
            new StoreDifference("decision-unrecorded", "decisions", "inforce|policy"),
            await CompareStore.RunAsync(before.Workspace, Ct)
        );
    }

    [Theory]
    [InlineData("proposedBy", "000103")]
    [InlineData("approvedBy", "000103")]
    [InlineData("givers", null)]
    public async Task Who_decided_is_what_the_record_says(string member, string? value)
    {
        await using var village = await DecidedAsync();
        await EditAsync(village, "decisions", "inforce|operators", row => row[member] = value);
        await FoundAsync(village, "decision-unrecorded", "decisions", "inforce|operators");
    }

    [Fact]
    public async Task A_giver_made_older_so_that_nobody_takes_him_for_an_author_is_found()
    {
        await using var village = await DecidedAsync();
        await EditAsync(village, "decisions", "inforce|operators", row => row["givers"]![0]!["at"] = "2020-01-01T00:00:00+09:00");
        await FoundAsync(village, "decision-unrecorded", "decisions", "inforce|operators");
    }

    [Fact]
    public async Task A_proposal_in_the_name_of_somebody_else_is_found_before_anybody_agrees_to_it()
    {
        await using var village = await DecidedAsync();
        village.Approvers.Add(Colleague);
        village.Sit(VillageStory.Author);
        village.BeginNew();
        (await village.RunAsync("operators propose")).Ended(ExitCodes.Done);
        (await village.RunAsync("audit verify")).Ended(ExitCodes.Done);
        await EditAsync(village, "decisions", "proposed|operators", row => row["by"] = "000103");
        await FoundAsync(village, "decision-unrecorded", "decisions", "proposed|operators");
        await Forger.EditAsync(village, "decisions", "proposed|operators", _ => null);
        await FoundAsync(village, "decision-unrecorded", "decisions", "proposed|operators");
    }

    [Fact]
    public async Task A_proposed_table_of_operators_that_was_exchanged_names_nobody_who_may_agree()
    {
        await using var village = await VillageStory.OpenAsync();
        village.BeginNew();
        (await village.RunAsync("operators propose")).Ended(ExitCodes.Done);
        using (var installation = village.Open())
        {
            var mine = new OperatorTable([new OperatorEntry("mallory", Colleague, [OperatorRole.Approver])]);
            var kept = await installation.Workspace.Kept.KeepAsync(mine, Ct);
            await EditAsync(village, "decisions", "proposed|operators", row => row["kept"] = kept);
        }
        var hash = JsonNode.Parse(await Forger.ReadAsync(village, "decisions", "proposed|operators"))!["hash"]!.GetValue<string>();
        (await village.RunAsync($"operators approve {hash}", Colleague)).Ended(ExitCodes.NotAsItShouldBe).Says("操作者一覧", "decisions");
    }

    private static async Task HoldAsync(VillageStory village) =>
        (await village.RunAsync($"hold {Held} --reason lost")).Ended(ExitCodes.Done);

    /// <summary>A village in which one proposed a table of operators and another agreed.</summary>
    private static async Task<VillageStory> DecidedAsync()
    {
        var village = await VillageStory.SettledAsync();
        village.Approvers.Add(new("000104"));
        village.Sit(VillageStory.Author);
        village.BeginNew();
        (await village.RunAsync("operators propose")).Ended(ExitCodes.Done);
        var hash = JsonNode.Parse(await Forger.ReadAsync(village, "decisions", "proposed|operators"))!["hash"]!.GetValue<string>();
        (await village.RunAsync($"operators approve {hash}", village.Auditor)).Ended(ExitCodes.Done);
        return village;
    }

    private static Task EditAsync(VillageStory village, string scope, string row, Action<JsonObject> edit) =>
        Forger.EditAsync(
            village,
            scope,
            row,
            text =>
            {
                var json = JsonNode.Parse(text)!.AsObject();
                edit(json);
                return json.ToJsonString();
            }
        );

    private static async Task FoundAsync(VillageStory village, string code, string partition, string subject)
    {
        var answer = (await village.RunAsync("audit verify --json")).Ended(ExitCodes.NotAsItShouldBe);
        Assert.Equal(
            [(code, partition, subject)],
            answer["differences"].EnumerateArray().Select(d => (Text(d, "code"), Text(d, "partition"), Text(d, "subject")))
        );

        static string? Text(JsonElement difference, string member) => difference.GetProperty(member).GetString();
    }
}
