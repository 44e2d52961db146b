using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using AccessGov.App.Composition;
using AccessGov.App.Texts;
using AccessGov.Core.Kernel;
using AccessGov.Functions.Serve;
using AccessGov.Sandbox.Authenticators;
using AccessGov.Sandbox.Identity;
using AccessGov.Sandbox.Tenant;

namespace AccessGov.Sandbox.Demo;

/// <summary>
/// The portal of the city that the demo left: what <c>accessgov serve</c> runs, with an identity provider at which anybody may be anybody.
/// </summary>
public sealed class DemoPortal : IAsyncDisposable
{
    private const int UsualPort = 7071;
    private readonly CancellationTokenSource stop = new();
    private readonly TenantEmulator tenant;
    private readonly IdentityProvider identity;
    private readonly Installation installation;
    private readonly Task running;
    private readonly TaskCompletionSource serving = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private DemoPortal(TenantEmulator tenant, IdentityProvider identity, Installation installation, Uri address)
    {
        (this.tenant, this.identity, this.installation, Address) = (tenant, identity, installation, address);
        running = Task.Run(() => Standalone.RunAsync(installation, address.Port, _ => serving.SetResult(), stop.Token));
    }

    /// <summary>Where browsers find it.</summary>
    public Uri Address { get; }

    /// <summary>Starts it and waits until it serves.</summary>
    /// <param name="folder">The city.</param>
    /// <param name="tenant">Its tenant.</param>
    /// <param name="clock">Its time.</param>
    /// <param name="maker">Who makes the city's keys.</param>
    /// <exception cref="InvalidOperationException">It does not start.</exception>
    public static async Task<DemoPortal> StartAsync(DemoFolder folder, TenantEmulator tenant, TimeProvider clock, AttestationMaker maker)
    {
        var roots = Path.Combine(folder.Root, "key-maker.pem");
        await File.WriteAllTextAsync(roots, PemEncoding.WriteString("CERTIFICATE", maker.Root));
        Environment.SetEnvironmentVariable("ACCESSGOV__webauthn__attestationRootsFile", roots);
        var address = new Uri($"http://localhost:{FreePort()}");
        var identity = await IdentityProvider.StartAsync(
            tenant.Directory,
            new IdentityOptions { TenantId = DemoFolder.TenantId, RedirectUris = [new Uri(address, "/portal/signin-oidc")] }
        );
        // What it does by itself is not what is told here.
        Environment.SetEnvironmentVariable("ACCESSGOV_LOG_LEVEL", "Warning");
        Environment.SetEnvironmentVariable("ACCESSGOV__portal__address", address.OriginalString);
        Environment.SetEnvironmentVariable("ACCESSGOV__portal__cityName", "須坂市（見本）");
        Environment.SetEnvironmentVariable("ACCESSGOV__portal__clientId", IdentityOptions.UsualClientId);
        Environment.SetEnvironmentVariable("ACCESSGOV__portal__authority", identity.Authority.AbsoluteUri);
        var (installation, faults) = Installation.Open(folder.Settings, clock);
        if (installation is null)
            throw new InvalidOperationException($"The portal does not start: {string.Join(' ', faults.Select(new UiTexts("en").Of))}");
        await installation.RefreshAsync(new Actor.OsUser(Environment.UserName), CancellationToken.None);
        var portal = new DemoPortal(tenant, identity, installation, address);
        // Whatever ends it before it serves is thrown here.
        await await Task.WhenAny(portal.serving.Task, portal.running);
        return portal;
    }

    /// <summary>One person signs in and reads what is theirs.</summary>
    /// <param name="worker">Who.</param>
    /// <param name="name">Under which name.</param>
    /// <returns>True when the page shows the person's name.</returns>
    public async Task<bool> ShowsAsync(EmployeeId worker, string name)
    {
        using var browser = new PlainBrowser(Address);
        var page = await SignInAsync(browser, worker, "/portal/me");
        return page.Status == HttpStatusCode.OK
            && page.At.AbsolutePath == "/portal/me"
            && WebUtility.HtmlDecode(page.Body).Contains(name, StringComparison.Ordinal);
    }

    /// <summary>Somebody signs in with a browser.</summary>
    /// <param name="browser">Theirs.</param>
    /// <param name="worker">Who.</param>
    /// <param name="to">The page to end on.</param>
    public Task<PlainAnswer> SignInAsync(PlainBrowser browser, EmployeeId worker, string to)
    {
        ArgumentNullException.ThrowIfNull(browser);
        return browser.SignInAsync(tenant.Directory.FindByEmployeeId(worker.Value)[0].Id, to);
    }

    /// <summary>Serves until somebody has had enough.</summary>
    /// <param name="ct">Ends it.</param>
    public async Task UntilAsync(CancellationToken ct)
    {
        await using (ct.Register(stop.Cancel))
            await running;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await running;
        await identity.DisposeAsync();
        installation.Dispose();
        stop.Dispose();
    }

    /// <summary>The port that people know, or another when somebody has it.</summary>
    private static int FreePort()
    {
        foreach (var port in (int[])[UsualPort, 0])
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
                return ((IPEndPoint)listener.LocalEndpoint).Port;
            }
            catch (SocketException) when (port != 0) { }
        throw new InvalidOperationException("No port is free.");
    }
}
