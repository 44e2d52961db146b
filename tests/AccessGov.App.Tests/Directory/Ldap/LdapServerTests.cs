using System.Formats.Asn1;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using AccessGov.App.Directory.Ldap;
using AccessGov.App.Directory.Ldap.Wire;
using AccessGov.App.Failures;
using AccessGov.App.Settings;

namespace AccessGov.App.Tests.Directory.Ldap;

/// <summary>A server that answers as documents say of Windows, and as nobody should.</summary>
public sealed class LdapServerTests : IDisposable
{
    private readonly DomainCertificates certificates = new();
    private readonly DomainCertificates strangers = new();
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource end = new();
    private readonly string folder = System.IO.Directory.CreateTempSubdirectory("ldap-").FullName;

    public LdapServerTests()
    {
        listener.Start();
        File.WriteAllText(Authorities, certificates.Authority);
    }

    private string Authorities => Path.Combine(folder, "authority.pem");

    private int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        listener.Stop();
        end.Dispose();
        certificates.Dispose();
        strangers.Dispose();
        System.IO.Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData("fine", "ldap-connection-lost")]
    [InlineData("expired", "ldap-certificate-expired")]
    [InlineData("stranger", "ldap-certificate-untrusted")]
    [InlineData("name", "ldap-certificate-name")]
    [InlineData("plain", "ldap-tls-failed")]
    public async Task What_is_wrong_with_whoever_answers_is_told(string what, string code)
    {
        var (certificate, key) = what switch
        {
            "expired" => certificates.Make("localhost", "127.0.0.1", daysFrom: -30, daysTo: -2),
            "name" => certificates.Make("dc1.ad.test", "127.0.0.9"),
            "stranger" => strangers.Make("localhost", "127.0.0.1"),
            _ => certificates.Make("localhost", "127.0.0.1"),
        };
        var serving = ServeAsync(what == "plain" ? null : (certificate, key), _ => []);
        using var directory = Open(what == "name" ? "localhost" : "127.0.0.1");
        var thrown = await Assert.ThrowsAsync<OutsideFailureException>(() => directory.MembersAsync(Guid.NewGuid(), Ct));
        Assert.Equal(code, thrown.Kind.Code);
        Assert.Equal(code.Contains("certificate", StringComparison.Ordinal), thrown.Kind is OutsideFailure.Permanent);
        await end.CancelAsync();
        await serving;
    }

    [Fact]
    public async Task Members_that_come_in_ranges_are_read_to_their_end()
    {
        Guid[] members = [.. Enumerable.Range(0, 3700).Select(_ => Guid.NewGuid())];
        var serving = ServeAsync(certificates.Make("localhost", "127.0.0.1"), request => Ranges(request, members, 1500));
        using var directory = Open("127.0.0.1");
        Assert.Equal(members.Order(), (await directory.MembersAsync(Guid.NewGuid(), Ct))!.Order());
        await end.CancelAsync();
        await serving;
    }

    [Theory]
    [InlineData("30820000")]
    [InlineData("3080")]
    [InlineData("308501000000")]
    [InlineData("30847fffffff")]
    [InlineData("0a0101")]
    [InlineData("3003020101")]
    [InlineData("300a02010164050403783d79")]
    [InlineData("3009020109650400040004")]
    public async Task What_is_no_answer_is_a_failure_and_no_empty_list(string bytes)
    {
        var serving = ServeAsync(certificates.Make("localhost", "127.0.0.1"), _ => Convert.FromHexString(bytes));
        using var directory = Open("127.0.0.1");
        var thrown = await Assert.ThrowsAsync<OutsideFailureException>(() => directory.MembersAsync(Guid.NewGuid(), Ct));
        Assert.IsType<OutsideFailure.Transient>(thrown.Kind);
        await end.CancelAsync();
        await serving;
    }

    [Fact]
    public async Task Nobody_signs_in_with_an_empty_password()
    {
        using var directory = new LdapDirectory(Settings("127.0.0.1", ""), TimeProvider.System);
        var thrown = await Assert.ThrowsAsync<OutsideFailureException>(() => directory.MembersAsync(Guid.NewGuid(), Ct));
        Assert.Equal("ldap-nobody", Assert.IsType<OutsideFailure.Permanent>(thrown.Kind).Code);
        Assert.False(listener.Pending());
    }

    private LdapDirectory Open(string server) => new(Settings(server, "a-password-0"), TimeProvider.System);

    private DirectorySettings Settings(string server, string secret) =>
        new()
        {
            ClientId = "reader@ad.test",
            Secret = secret,
            Ldap = new LdapSettings
            {
                Server = server,
                Port = Port,
                AuthoritiesFile = Authorities,
                UsersIn = ["OU=Staff,DC=ad,DC=test"],
                NewAccountsIn = "OU=Staff,DC=ad,DC=test",
                LeaversIn = "OU=Left,DC=ad,DC=test",
                Limit = TimeSpan.FromSeconds(2),
            },
        };

    /// <summary>Lets everybody in, and answers searches as told; an empty answer hangs up.</summary>
    private async Task ServeAsync((string Certificate, string Key)? tls, Func<byte[], byte[]> answer)
    {
        using var certificate = tls is { } given
            ? X509CertificateLoader.LoadPkcs12(
                X509Certificate2.CreateFromPem(given.Certificate, given.Key).Export(X509ContentType.Pkcs12),
                null
            )
            : null;
        while (true)
            try
            {
                using var client = await listener.AcceptTcpClientAsync(end.Token);
                if (certificate is null)
                {
                    await client.GetStream().WriteAsync("220 mail.city.example.jp ESMTP\r\n"u8.ToArray(), Ct);
                    continue;
                }
                await using var stream = new SslStream(client.GetStream());
                await stream.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = certificate }, end.Token);
                var buffer = new byte[65536];
                while (await stream.ReadAsync(buffer, end.Token) is > 0 and var read)
                {
                    var request = buffer[..read];
                    var reply = IsBind(request) ? Result(IdOf(request), 1) : answer(request);
                    if (reply.Length == 0)
                        break;
                    await stream.WriteAsync(reply, end.Token);
                    if (reply[0] != 0x30 || reply.Length < 12)
                        break;
                }
            }
            catch (Exception e) when (e is IOException or System.Security.Authentication.AuthenticationException) { }
            catch (Exception e) when (e is SocketException or ObjectDisposedException or OperationCanceledException)
            {
                return;
            }
    }

    private static byte[] Ranges(byte[] request, Guid[] members, int most)
    {
        var text = Encoding.Latin1.GetString(request);
        var at = text.IndexOf("member;range=", StringComparison.Ordinal);
        var from = at < 0 ? 0 : int.Parse(text[(at + 13)..].Split('-')[0], System.Globalization.CultureInfo.InvariantCulture);
        var some = members.Skip(from).Take(most).ToArray();
        var end = from + some.Length == members.Length ? "*" : $"{from + some.Length - 1}";
        return
        [
            .. Message(
                IdOf(request),
                writer =>
                {
                    using (writer.PushSequence(LdapRequest.Application(LdapAnswer.Found)))
                    {
                        Text(writer, "CN=tax");
                        using (writer.PushSequence())
                        {
                            // Windows names the attribute that was asked for too, empty.
                            Attribute(writer, "member", []);
                            Attribute(writer, $"member;range={from}-{end}", some.Select(m => $"<GUID={m}>;CN=x"));
                        }
                    }
                }
            ),
            .. Result(IdOf(request), 5),
        ];
    }

    private static void Attribute(AsnWriter writer, string name, IEnumerable<string> values)
    {
        using (writer.PushSequence())
        {
            Text(writer, name);
            using (writer.PushSetOf())
                foreach (var value in values)
                    Text(writer, value);
        }
    }

    private static byte[] Result(int id, int tag) =>
        Message(
            id,
            writer =>
            {
                using (writer.PushSequence(LdapRequest.Application(tag)))
                {
                    writer.WriteEnumeratedValue(LdapChangeKind.Add);
                    Text(writer, "");
                    Text(writer, "");
                }
            }
        );

    private static byte[] Message(int id, Action<AsnWriter> write)
    {
        var writer = new AsnWriter(AsnEncodingRules.BER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(id);
            write(writer);
        }
        return writer.Encode();
    }

    private static void Text(AsnWriter writer, string text) => writer.WriteOctetString(Encoding.UTF8.GetBytes(text));

    private static int IdOf(byte[] request)
    {
        var parts = new AsnReader(request, AsnEncodingRules.BER).ReadSequence();
        return parts.TryReadInt32(out var id) ? id : 0;
    }

    private static bool IsBind(byte[] request)
    {
        var parts = new AsnReader(request, AsnEncodingRules.BER).ReadSequence();
        parts.ReadInteger();
        return parts.PeekTag().TagValue == 0;
    }
}
