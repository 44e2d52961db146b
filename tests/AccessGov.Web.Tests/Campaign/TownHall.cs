using AccessGov.App.Personnel;
using AccessGov.Core.Kernel;
using AccessGov.Core.Policy;
using AccessGov.Sandbox.Identity;
using Delivery = AccessGov.Tests.Delivery;

namespace AccessGov.Web.Tests.Campaign;

/// <summary>The portal with 所属長: 市民課 with its 係, and 総務課; whoever heads one has no role.</summary>
internal sealed class TownHall : IAsyncDisposable
{
    public static readonly EmployeeId CitizensHead = new("000910"),
        GeneralHead = new("000920"),
        GeneralStaff = new("000921");

    /// <summary>市民課, its 住民係, 総務課.</summary>
    public const string Citizens = "020100",
        Residents = "020110",
        General = "010100";

    private readonly List<string> rows =
    [
        Row("001001", "福島　哲也", "020120", "主任"),
        Row("001002", "坂田　七海", Residents, "主査"),
        Row("001003", "田中　一郎", "020120", "主事"),
        Row(CitizensHead.Value, "小林　健", Citizens, "課長"),
        Row(GeneralHead.Value, "中村　梓", General, "課長"),
        Row(GeneralStaff.Value, "総田　務", General, "主査"),
    ];

    private TownHall(PortalStage stage) => Stage = stage;

    public PortalStage Stage { get; }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Opens it.</summary>
    /// <param name="more">How many more work in 戸籍係, without keys.</param>
    /// <param name="hasAuditor">True where <see cref="PortalStage.Staff"/> is 監査人.</param>
    /// <param name="clock">The city's clock.</param>
    /// <param name="staffRole">What <see cref="PortalStage.Staff"/> may do besides; null for nothing.</param>
    /// <param name="policy">Changes the policy's text; null for nothing.</param>
    public static async Task<TownHall> OpenAsync(
        int more = 0,
        bool hasAuditor = false,
        TimeProvider? clock = null,
        OperatorRole? staffRole = null,
        Func<string, string>? policy = null
    )
    {
        var role = hasAuditor ? OperatorRole.Auditor : staffRole;
        var hall = new TownHall(await PortalStage.OpenAsync(staffRole: role, clock: clock, changePolicy: policy));
        for (var i = 0; i < more; i++)
            hall.rows.Add(Row($"{400_000 + i}", $"市民　{i}子", "020120", "主任"));
        foreach (var head in (EmployeeId[])[CitizensHead, GeneralHead])
            hall.Stage.AddAccount(head.Value, "head" + head.Value);
        await hall.DeliverAsync();
        return hall;
    }

    /// <summary>A row of the personnel system.</summary>
    public static string Row(string id, string name, string unit, string post, string from = "令和８年４月１日", string until = "") =>
        Delivery
            .MayorRow(id, name)
            .Replace("A120,総務課,主任", $"{unit},所属,{post}", StringComparison.Ordinal)
            .Replace(",令和８年４月１日,,", $",{from},{until},", StringComparison.Ordinal);

    /// <summary>Personnel delivers again.</summary>
    /// <param name="change">Changes the rows.</param>
    public async Task DeliverAsync(Action<List<string>>? change = null)
    {
        change?.Invoke(rows);
        var read = await ImportHr.RunAsync(
            Stage.Workspace,
            new Actor.OsUser("test"),
            SampleProfiles.Mayor,
            Delivery.Mayor([.. rows]),
            Stage.Workspace.Today,
            null,
            checkOnly: false,
            Ct
        );
        Assert.True(read is ImportResult.Accepted, $"{read}");
    }

    /// <summary>Somebody signed in.</summary>
    public async Task<Visitor> VisitAsync(EmployeeId person, string path = "/portal/me")
    {
        var visitor = Stage.NewVisitor();
        await visitor.SignInAsync(Stage.AccountOf(person), path);
        return visitor;
    }

    public ValueTask DisposeAsync() => Stage.DisposeAsync();
}
