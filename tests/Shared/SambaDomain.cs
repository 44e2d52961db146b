using System.Diagnostics;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Channels;
using AccessGov.App.Directory.Ldap.Wire;

namespace AccessGov.Tests;

/// <summary>
/// A real Active Directory domain: Samba's domain controller in a folder, on an address of loopback that only this process has. One for all
/// tests of the process; each test has places of its own in it, one test at a time: names and numbers are unique in a domain.
/// </summary>
internal sealed class SambaDomain
{
    public const string Root = "DC=ad,DC=test";

    /// <summary>The administrator's.</summary>
    public const string Password = "story-secret-5d1c8e";

    private static readonly Lazy<Task<SambaDomain>> Shared = new(() => StartAsync(0));
    private static readonly Lazy<Task<SambaDomain>> WithBin = new(() => StartAsync(1, SwitchBinOnAsync));
    private static int places;

    // Holds the one whose turn it is: a semaphore would have to be disposed of, and a domain lives as long as the process.
    private readonly Channel<bool> turn = Channel.CreateBounded<bool>(1);

    private SambaDomain(string folder, string address) => (Folder, Address) = (folder, address);

    /// <summary>Null where it can be run; else what is missing.</summary>
    public static string? WhyNot { get; } =
        Environment.UserName != "root" ? "only root may serve the port of LDAPS"
        : !File.Exists("/usr/sbin/samba") ? "samba-ad-dc is not installed: apt-get install samba samba-ad-dc samba-ad-provision winbind"
        : null;

    public string Folder { get; }

    public string Address { get; }

    public string AuthorityFile => Path.Combine(Folder, "authority.pem");

    /// <summary>The one of this process; started by whoever asks first.</summary>
    public static Task<SambaDomain> GetAsync() => Shared.Value;

    /// <summary>Another one, whose forest has the recycle bin on: that is never switched off again.</summary>
    public static Task<SambaDomain> WithRecycleBinAsync() => WithBin.Value;

    /// <summary>Waits until no other test has places here, at most 5 minutes.</summary>
    public async Task TakeTurnAsync(CancellationToken ct)
    {
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(ct);
        waiting.CancelAfter(TimeSpan.FromMinutes(5));
        await turn.Writer.WriteAsync(true, waiting.Token);
    }

    public void EndTurn() => turn.Reader.TryRead(out _);

    /// <summary>A number that no other test of this process has.</summary>
    public static int NextPlace() => Interlocked.Increment(ref places);

    public LdapServer Server(TimeSpan? limit = null)
    {
        var authorities = new X509Certificate2Collection();
        authorities.ImportFromPemFile(AuthorityFile);
        return new LdapServer(Address, 636, authorities, limit ?? TimeSpan.FromSeconds(20));
    }

    /// <summary>A connection of the domain's administrator, who prepares what a test finds.</summary>
    public Task<LdapConnection> AdministratorAsync(CancellationToken ct) =>
        LdapConnection.OpenAsync(Server(), "Administrator@ad.test", Password, ct);

    private static async Task<SambaDomain> StartAsync(int beside, Func<SambaDomain, Task>? before = null)
    {
        if (WhyNot is not null)
            throw new InvalidOperationException(WhyNot);
        var pid = Environment.ProcessId;
        var domain = new SambaDomain(
            System.IO.Directory.CreateTempSubdirectory("accessgov-samba").FullName,
            $"127.{10 + pid / 65536 % 100 + 100 * beside}.{pid / 256 % 256}.{Math.Max(2, pid % 256)}"
        );
        var (d, a) = (domain.Folder, domain.Address);
        foreach (var folder in (string[])["log", "run", "ncalrpc"])
            System.IO.Directory.CreateDirectory(Path.Combine(d, folder));
        await RunAsync(
            "samba-tool",
            [
                "domain",
                "provision",
                "--quiet",
                $"--targetdir={d}",
                "--realm=AD.TEST",
                "--domain=ADTEST",
                "--host-name=dc1",
                $"--host-ip={a}",
                "--server-role=dc",
                "--dns-backend=NONE",
                $"--adminpass={Password}",
                "--function-level=2008_R2",
                "--base-schema=2012_R2",
                $"--option=interfaces={a}/8",
                "--option=bind interfaces only=yes",
                "--option=vfs objects=dfs_samba4 acl_xattr xattr_tdb",
            ]
        );
        var tls = System.IO.Directory.CreateDirectory(Path.Combine(d, "private", "tls")).FullName;
        using (var certificates = new DomainCertificates())
        {
            var (certificate, key) = certificates.Make("dc1.ad.test", a);
            File.WriteAllText(domain.AuthorityFile, certificates.Authority);
            File.WriteAllText(Path.Combine(tls, "ca.pem"), certificates.Authority);
            File.WriteAllText(Path.Combine(tls, "cert.pem"), certificate);
            File.WriteAllText(Path.Combine(tls, "key.pem"), key);
            // The domain controller does not start with a key that others may read.
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(Path.Combine(tls, "key.pem"), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
        File.WriteAllText(
            Path.Combine(d, "etc", "smb.conf"),
            $"""
            [global]
            workgroup = ADTEST
            realm = AD.TEST
            netbios name = DC1
            server role = active directory domain controller
            server services = ldap
            interfaces = {a}/8
            bind interfaces only = yes
            private dir = {d}/private
            state directory = {d}/state
            cache directory = {d}/cache
            lock directory = {d}
            pid directory = {d}/run
            ncalrpc dir = {d}/ncalrpc
            binddns dir = {d}/bind-dns
            winbindd socket directory = {d}/run/winbindd
            log file = {d}/log/samba
            tls cafile = {tls}/ca.pem
            tls certfile = {tls}/cert.pem
            tls keyfile = {tls}/key.pem
            acl:search = yes
            """
        );
        if (before is not null)
            await before(domain);
        var samba = Process.Start(
            new ProcessStartInfo("/usr/sbin/samba", ["-i", "-M", "single", "-s", $"{d}/etc/smb.conf", "--debuglevel=1"])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                RedirectStandardInput = true,
            }
        )!;
        samba.OutputDataReceived += (_, _) => { };
        samba.ErrorDataReceived += (_, _) => { };
        samba.BeginOutputReadLine();
        samba.BeginErrorReadLine();
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            samba.Kill(entireProcessTree: true);
            samba.WaitForExit(5000);
            System.IO.Directory.Delete(d, recursive: true);
        };
        await AnswersAsync(a, samba);
        return domain;
    }

    private static async Task AnswersAsync(string address, Process samba)
    {
        for (var waited = Stopwatch.StartNew(); ;)
            try
            {
                using var socket = new TcpClient();
                await socket.ConnectAsync(address, 636);
                return;
            }
            catch (SocketException) when (!samba.HasExited && waited.Elapsed < TimeSpan.FromSeconds(60))
            {
                await Task.Delay(50);
            }
    }

    /// <summary>
    /// Samba lets nobody do it over LDAP, and its tool has no word for it: as the system, on the database of a domain controller that does
    /// not run yet (MS-ADTS 3.1.1.9.1 has the feature's number).
    /// </summary>
    private static Task SwitchBinOnAsync(SambaDomain domain) =>
        RunAsync(
            // The one that Samba is written for, whatever else has that name.
            "/usr/bin/python3",
            [
                "-c",
                $"""
                import ldb
                from samba.auth import system_session
                from samba.param import LoadParm
                from samba.samdb import SamDB
                conf = LoadParm()
                conf.load("{domain.Folder}/etc/smb.conf")
                base = SamDB(url="{domain.Folder}/private/sam.ldb", session_info=system_session(), lp=conf)
                change = ldb.Message(ldb.Dn(base, ""))
                feature = "CN=Partitions,CN=Configuration,{Root}:766ddcd8-acd0-445e-f3b9-a7f9b6744f2a"
                change["on"] = ldb.MessageElement(feature, ldb.FLAG_MOD_ADD, "enableOptionalFeature")
                base.modify(change)
                """,
            ]
        );

    /// <summary>Samba's own tool, on this domain's database.</summary>
    public Task ToolAsync(params string[] arguments) =>
        RunAsync("samba-tool", [.. arguments, "-H", $"{Folder}/private/sam.ldb", "-s", $"{Folder}/etc/smb.conf"]);

    private static async Task RunAsync(string program, string[] arguments)
    {
        using var process = Process.Start(
            new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true }
        )!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program}: {await output}{await error}");
    }
}
