using System.IO.Compression;
using System.Text;
using AccessGov.App.Failures;
using AccessGov.App.Storage;
using AccessGov.App.Storage.Content;
using AccessGov.App.Storage.Sqlite;
using AccessGov.Core.Desired;
using AccessGov.Core.Directory;
using AccessGov.Core.Kernel;
using AccessGov.Core.Planning;
using AccessGov.Tests;

namespace AccessGov.App.Tests.Storage;

/// <summary>Plans as they are kept, in each format that ever was.</summary>
public sealed class KeptPlanTests : IDisposable
{
    private static readonly AccountAttributes Seen = new("須坂 花子", "税務課", "主事", "正規職員", "内部部局", "010400");
    private static readonly PlanInputs Inputs = new(TenantId.Parse("suzaka"), new(2026, 4, 1), "policy", "facts", "snapshot", null, null);
    private static readonly Population Nobody = new(0, 0, new Dictionary<Zone, int>(), new Dictionary<OrgCode, int>());

    private static readonly PlannedAction.ChangeAttributes Renumber = new(
        new Target(new EmployeeId("000200"), new Guid(1, 0, 0, new byte[8])),
        new Because(new Cause.Renumbered(new EmployeeId("000100")), null, new Article("第6(6)"), new OrgCode("010400")),
        new Expect.Account(true, Seen),
        [
            new AttributeChange(AttributeName.EmployeeId, "000100", "000200"),
            new AttributeChange(AttributeName.DisplayName, "須坂 花子", "長野 花子"),
        ]
    );

    private readonly TestFolder folder = new();
    private readonly FolderFileDrop files;

    public KeptPlanTests() => files = new FolderFileDrop(folder.Path, TimeProvider.System);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_plan_comes_back_as_it_was_kept()
    {
        var plan = Plan.Close(Inputs, [Renumber], [], Nobody);
        var again = await new KeptFiles(files).PlanAsync(await new KeptFiles(files).KeepAsync(plan, Ct), Ct);
        Assert.Equal((plan.Id, PlanFormat.ListOfChanges), (again.Id, again.Format));
        Assert.Equal(plan.Actions, again.Actions);
    }

    [Fact]
    public async Task A_plan_of_the_first_format_gets_its_list_from_what_the_planner_saw()
    {
        var first = Plan.Close(Inputs, [Renumber], [], Nobody, PlanFormat.First);
        var again = await new KeptFiles(files).PlanAsync(await KeepFirstAsync(first.Id, "長野 花子"), Ct);
        Assert.Equal((first.Id, PlanFormat.First), (again.Id, again.Format));
        Assert.Equal(first.Actions, again.Actions);
    }

    [Fact]
    public async Task A_plan_of_the_first_format_that_was_altered_is_refused()
    {
        var first = Plan.Close(Inputs, [Renumber], [], Nobody, PlanFormat.First);
        var altered = await KeepFirstAsync(first.Id, "長野 一郎");
        await Assert.ThrowsAsync<DamagedException>(() => new KeptFiles(files).PlanAsync(altered, Ct));
    }

    [Fact]
    public async Task A_format_of_a_newer_version_is_refused()
    {
        var plan = Plan.Close(Inputs, [], [], Nobody);
        var kept = await KeepAsync(Head(plan.Id, 0)[..^1] + ",\"format\":3}");
        var refused = await Assert.ThrowsAsync<DamagedException>(() => new KeptFiles(files).PlanAsync(kept, Ct));
        Assert.Contains("newer version", refused.What.InEnglish(), StringComparison.Ordinal);
    }

    public void Dispose() => folder.Dispose();

    private Task<string> KeepFirstAsync(PlanId id, string name) =>
        KeepAsync(
            Head(id, 1),
            $$$"""
            {"kind":"ChangeAttributes","attributes":{"displayName":"{{{name}}}","department":"税務課","jobTitle":"主事",
            "employeeType":"正規職員","division":"内部部局","costCenter":"010400"},"newEmployeeId":"000200",
            "target":{"employee":"000200","objectId":"00000001-0000-0000-0000-000000000000"},
            "because":{"cause":{"kind":"Renumbered","former":"000100"},"article":"第6(6)","org":"010400"},
            "expect":{"kind":"Account","enabled":true,"attributes":{"displayName":"須坂 花子","department":"税務課","jobTitle":"主事",
            "employeeType":"正規職員","division":"内部部局","costCenter":"010400"}},"id":"00000000000000000000000000000000"}
            """.ReplaceLineEndings("")
        );

    private static string Head(PlanId id, int actions) =>
        $$$"""
            {"id":"{{{id}}}","inputs":{"tenant":"suzaka","on":"2026-04-01","policyHash":"policy","factsDigest":"facts",
            "snapshotDigest":"snapshot"},"population":{"enabledAccounts":0,"memberships":0,"perZone":{},"perOrg":{}},
            "actions":{{{actions}}},"findings":0}
            """.ReplaceLineEndings("");

    private async Task<string> KeepAsync(params string[] lines)
    {
        using var content = new MemoryStream();
        await using (var compressed = new GZipStream(content, CompressionLevel.Fastest, leaveOpen: true))
            await compressed.WriteAsync(Encoding.UTF8.GetBytes(string.Concat(lines.Select(l => l + "\n"))), Ct);
        content.Position = 0;
        return await files.PutByHashAsync(DropContainer.Kept, content, Ct);
    }
}
