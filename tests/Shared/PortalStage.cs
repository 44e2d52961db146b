using System.Net;
using System.Text;
using AccessGov.App.Composition;
using AccessGov.App.Personnel;
using AccessGov.App.Settings;
using AccessGov.App.Work;
using AccessGov.Core.Kernel;
using AccessGov.Core.Policy;
using AccessGov.Core.Transfers;
using AccessGov.Sandbox;
using AccessGov.Sandbox.Identity;
using AccessGov.Sandbox.Tenant;
using AccessGov.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AccessGov.Tests;

/// <summary>
/// The portal's pages on a real port over a real SQLite file, with an identity provider to sign in at, and a few people whom personnel
/// knows: three of 市民課戸籍係 (<see cref="Staff"/>, <see cref="Approver"/>, <see cref="Operator"/>), each with an account.
/// </summary>
internal sealed class PortalStage : IAsyncDisposable
{
    /// <summary>The tenant whose accounts are let in.</summary>
    public const string TenantId = "5d0f2f0a-3f5e-4c35-9b0e-0c5b4d9e7a11";

    public static readonly EmployeeId Staff = new("001001"),
        Approver = new("001002"),
        Operator = new("001003");

    private static readonly Actor Test = new Actor.OsUser("test");
    private readonly List<(WebApplication App, Installation Installation)> instances = [];
    private PortalSettings? settings;
    private WebAuthnSettings? webAuthn;

    private PortalStage(Stage stage, TimeProvider? clock) => (Stage, Clock) = (stage, clock);

    public Stage Stage { get; }

    /// <summary>The city's clock; null: the machine's.</summary>
    public TimeProvider? Clock { get; }

    public IdentityProvider Identity { get; private set; } = null!;

    /// <summary>As browsers know it.</summary>
    public Uri Address => settings!.Address!;

    public KeptLog Log { get; } = new();

    public Workspace Workspace => instances[0].Installation.Workspace;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Opens it.</summary>
    /// <param name="tokenTenant">What the provider's tokens say under <c>tid</c>.</param>
    /// <param name="clock">The city's clock.</param>
    /// <param name="asksPeople">True where every right of the My Number zone waits for an approval.</param>
    /// <param name="appRoles">App roles of Entra that mean something.</param>
    /// <param name="morePolicy">What the policy says besides.</param>
    /// <param name="changePolicy">Changes the policy's text; null for nothing.</param>
    /// <param name="attestationRoots">PEM of who may vouch for keys without a list of models.</param>
    /// <param name="staffRole">What <see cref="Staff"/> may do besides; null for nothing.</param>
    public static async Task<PortalStage> OpenAsync(
        string tokenTenant = TenantId,
        TimeProvider? clock = null,
        bool asksPeople = false,
        string? attestationRoots = null,
        OperatorRole? staffRole = null,
        string morePolicy = "",
        PortalSignIn signIn = PortalSignIn.Entra,
        IReadOnlyDictionary<string, OperatorRole>? appRoles = null,
        HostIdentity? trusts = null,
        string managedIdentity = "",
        Func<string, string>? changePolicy = null
    )
    {
        const string Key = "approve-my-number-grants";
        string Policy(string text) =>
            (changePolicy ?? (same => same))(asksPeople ? text.Replace($"{Key}: false", $"{Key}: true", StringComparison.Ordinal) : text)
            + morePolicy;
        var stage = new PortalStage(await Stage.SetAsync(policy: Policy, clock: clock), clock);
        if (attestationRoots is not null)
        {
            var file = Path.Combine(Path.GetDirectoryName(stage.Stage.SettingsFile)!, "attestation-roots.pem");
            await File.WriteAllTextAsync(file, attestationRoots, Ct);
            stage.webAuthn = new WebAuthnSettings { AttestationRootsFile = file };
        }
        // The port comes first: the provider has to know where people may be sent back to, and the settings who that is.
        var app = stage.Build();
        await app.StartAsync(Ct);
        var address = new Uri($"http://localhost:{new Uri(app.Urls.First()).Port}");
        stage.Identity = await IdentityProvider.StartAsync(
            stage.Stage.Tenant.Directory,
            new IdentityOptions
            {
                TenantId = tokenTenant,
                RedirectUris = [new Uri(address, "/portal/signin-oidc")],
                Trusts = trusts,
            }
        );
        stage.settings = new PortalSettings
        {
            Address = address,
            CityName = "須坂市",
            SignIn = signIn,
            ClientId = "accessgov-portal",
            ManagedIdentityClientId = managedIdentity,
            Authority = stage.Identity.Authority,
            AppRoles = appRoles ?? new Dictionary<string, OperatorRole>(),
        };
        stage.instances.Add((app, stage.OpenInstallation()));
        await stage.SettleAsync(staffRole is { } role ? [new OperatorEntry("staff", Staff, [role])] : []);
        return stage;
    }

    /// <summary>Another instance of the portal over the same store: a replica, or the same server after a restart.</summary>
    /// <returns>Its own address, which a proxy would hide.</returns>
    public async Task<Uri> OpenAnotherAsync()
    {
        var at = instances.Count;
        instances.Add((Build(at), OpenInstallation()));
        await instances[at].App.StartAsync(Ct);
        return new Uri(instances[at].App.Urls.First());
    }

    /// <summary>Packages are exchanged with these nodes.</summary>
    public void Believe(params TransferPeer[] peers) =>
        instances[0].Installation.Workspace = instances[0].Installation.Workspace with { Peers = peers };

    public Visitor NewVisitor() => new(Address);

    /// <summary>An account that signs in.</summary>
    /// <param name="number">職員番号; null for none.</param>
    /// <param name="name">Sign-in name.</param>
    public TenantUser AddAccount(string? number, string name)
    {
        var user = new TenantUser(name + "@suzaka.example.jp") { EmployeeId = number };
        return Stage.Tenant.Directory.Add(user);
    }

    public TenantUser AccountOf(EmployeeId worker) => Assert.Single(Stage.Tenant.Directory.FindByEmployeeId(worker.Value));

    /// <summary>Personnel delivers: whoever is not named any more has left.</summary>
    /// <param name="leaver">Who leaves at once; null for nobody.</param>
    public async Task DeliverAsync(EmployeeId? leaver = null)
    {
        string Row(EmployeeId id, string name, string post) =>
            Delivery
                .MayorRow(id.Value, name, stop: id == leaver ? "1" : "")
                .Replace("A120", "020120", StringComparison.Ordinal)
                .Replace("総務課,主任", $"市民課戸籍係,{post}", StringComparison.Ordinal);
        var file = Delivery.Mayor([
            Row(Staff, "福島　哲也", "主任"),
            Row(Approver, "坂田　七海", "課長"),
            Row(Operator, "田中　一郎", "主事"),
        ]);
        Assert.IsType<ImportResult.Accepted>(
            await ImportHr.RunAsync(Workspace, Test, SampleProfiles.Mayor, file, Workspace.Today, null, checkOnly: false, Ct)
        );
    }

    public async ValueTask DisposeAsync()
    {
        // Shown with a test that fails: a page tells its visitor nothing of what went wrong.
        foreach (var line in Log.Lines.Where(l => l.Level >= LogLevel.Error))
            TestContext.Current.TestOutputHelper?.WriteLine(line.Text);
        foreach (var (app, installation) in instances)
        {
            await app.DisposeAsync();
            installation.Dispose();
        }
        await Identity.DisposeAsync();
        await Stage.DisposeAsync();
    }

    private Installation OpenInstallation() =>
        Stage.Open(clock: Clock, tenantId: TenantId, portal: settings, webAuthn: webAuthn, asksSignIns: true);

    private WebApplication Build(int at = 0)
    {
        // As 'serve' builds it: nothing of what Razor wants is there before.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddRoutingCore();
        builder.Logging.SetMinimumLevel(LogLevel.Information).AddProvider(Log);
        builder.Services.AddSingleton<Func<Installation>>(() => instances[at].Installation).AddSingleton<PortalPipeline>();
        var app = builder.Build();
        app.Run(app.Services.GetRequiredService<PortalPipeline>().AnswerAsync);
        return app;
    }

    private async Task SettleAsync(OperatorEntry[] others)
    {
        await instances[0]
            .Installation.GoLiveAsync([
                new OperatorEntry("operator", Operator, [OperatorRole.Operator]),
                new OperatorEntry("approver", Approver, [OperatorRole.Approver]),
                .. others,
            ]);
        await DeliverAsync();
        var today = Workspace.Today;
        var trained = string.Concat(((EmployeeId[])[Staff, Approver, Operator]).Select(w => $"{w},{today.AddDays(-30):yyyy-MM-dd}\n"));
        await ImportList.TrainingsAsync(
            Workspace,
            Test,
            SampleProfiles.Training,
            Encoding.UTF8.GetBytes("職員番号,受講日\n" + trained),
            Ct
        );
        // Everybody but the first has a key.
        var keys = string.Concat(((EmployeeId[])[Approver, Operator]).Select(w => $"{w},{today.AddDays(-30):yyyy-MM-dd},\n"));
        await ImportList.KeysAsync(Workspace, Test, SampleProfiles.Keys, Encoding.UTF8.GetBytes("職員番号,登録日,失効日\n" + keys), Ct);
        AddAccount(Staff.Value, "fukushima").DisplayName = "福島　哲也";
        AddAccount(Approver.Value, "sakata").DisplayName = "坂田　七海";
        AddAccount(Operator.Value, "tanaka").DisplayName = "田中　一郎";
    }
}
