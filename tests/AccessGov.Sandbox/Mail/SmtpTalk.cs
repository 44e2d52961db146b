using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;

namespace AccessGov.Sandbox.Mail;

/// <summary>One conversation with one client.</summary>
internal sealed class SmtpTalk(SmtpDouble server, SmtpOptions options, TcpClient client)
{
    private readonly List<string> to = [];
    private Stream stream = client.GetStream();
    private string? from;
    private string? user;
    private bool isGreeted;
    private bool isEncrypted;

    private bool MaySignIn => options.SignIn is not null && (isEncrypted || options.Certificate is null);

    public async Task RunAsync(CancellationToken ct)
    {
        using var _ = client;
        try
        {
            if (options.IsImplicit)
                await EncryptAsync(ct);
            await SayAsync("220 mail.example ESMTP", ct);
            while (await ReadAsync(ct) is { } line && await AnswerAsync(line, ct)) { }
        }
        // The client went, trusts the certificate not, or the test ended.
        catch (Exception e) when (e is IOException or AuthenticationException or OperationCanceledException) { }
        finally
        {
            await stream.DisposeAsync();
        }
    }

    /// <returns>False when the conversation is over.</returns>
    private async Task<bool> AnswerAsync(string line, CancellationToken ct)
    {
        var verb = line.Split(' ', 2)[0].ToUpperInvariant();
        var needsTls = options is { Certificate: not null, IsImplicit: false } && !isEncrypted;
        switch (verb)
        {
            case "EHLO":
                isGreeted = true;
                Forget();
                await SayAsync("250-mail.example", ct);
                if (needsTls)
                    await SayAsync("250-STARTTLS", ct);
                if (MaySignIn)
                    await SayAsync("250-AUTH PLAIN", ct);
                await SayAsync("250 8BITMIME", ct);
                return true;
            case "STARTTLS" when needsTls && isGreeted:
                await SayAsync("220 Go ahead", ct);
                await EncryptAsync(ct);
                isGreeted = false;
                return true;
            case "AUTH" when MaySignIn && isGreeted && line.StartsWith("AUTH PLAIN ", StringComparison.OrdinalIgnoreCase):
                return await SignInAsync(line["AUTH PLAIN ".Length..], ct);
            case "MAIL" when isGreeted && needsTls:
                return await SayAsync("530 5.7.0 Must issue a STARTTLS command first", ct);
            case "MAIL" when isGreeted && options.SignIn is not null && user is null:
                return await SayAsync("530 5.7.0 Authentication required", ct);
            case "MAIL" when isGreeted && from is null && Path(line, "MAIL FROM:") is { } sender:
                from = sender;
                return await SayAsync("250 2.1.0 OK", ct);
            case "RCPT" when from is not null && Path(line, "RCPT TO:") is { } recipient:
                if (options.OnRecipient(recipient) is { } refusal)
                    return await SayAsync(refusal, ct);
                to.Add(recipient);
                return await SayAsync("250 2.1.5 OK", ct);
            case "DATA" when to.Count > 0:
                return await TakeAsync(ct);
            case "RSET":
                Forget();
                return await SayAsync("250 2.0.0 OK", ct);
            case "QUIT":
                await SayAsync("221 2.0.0 Bye", ct);
                return false;
            default:
                server.Complain(line);
                return await SayAsync("500 5.5.1 Not known here, or out of turn", ct);
        }
    }

    private async Task<bool> TakeAsync(CancellationToken ct)
    {
        await SayAsync("354 End with a dot", ct);
        var content = new StringBuilder();
        while (await ReadAsync(ct) is { } line)
        {
            if (line == ".")
            {
                var mail = new ReceivedMail(from!, [.. to], user, isEncrypted, content.ToString());
                Forget();
                return server.Take(mail) && await SayAsync("250 2.0.0 Taken", ct);
            }
            content.Append(line is ['.', ..] ? line[1..] : line).Append("\r\n");
        }
        return false;
    }

    private async Task<bool> SignInAsync(string response, CancellationToken ct)
    {
        // RFC 4616: authorization, name and password, parted by NUL.
        var parts = Encoding.UTF8.GetString(Convert.FromBase64String(response)).Split('\0');
        if (options.SignIn is not { } known || parts is not [_, var name, var password] || (name, password) != known)
            return await SayAsync("535 5.7.8 Authentication credentials invalid", ct);
        user = name;
        return await SayAsync("235 2.7.0 Authenticated", ct);
    }

    private async Task EncryptAsync(CancellationToken ct)
    {
        var tls = new SslStream(stream);
        stream = tls;
        await tls.AuthenticateAsServerAsync(
            new SslServerAuthenticationOptions { ServerCertificate = options.Certificate ?? throw new InvalidOperationException() },
            ct
        );
        isEncrypted = true;
    }

    private void Forget()
    {
        from = null;
        to.Clear();
    }

    /// <summary>The path between angle brackets; null for anything else. Parameters may follow it.</summary>
    private static string? Path(string line, string command) =>
        line.StartsWith(command + "<", StringComparison.OrdinalIgnoreCase) && line.IndexOf('>', StringComparison.Ordinal) is > 0 and var end
            ? line[(command.Length + 1)..end]
            : null;

    private async Task<bool> SayAsync(string line, CancellationToken ct)
    {
        await stream.WriteAsync(Encoding.ASCII.GetBytes(line + "\r\n"), ct);
        return true;
    }

    /// <summary>A line that ends with CR LF, byte by byte: what follows STARTTLS must not be read before it is encrypted.</summary>
    private async Task<string?> ReadAsync(CancellationToken ct)
    {
        var line = new StringBuilder();
        var one = new byte[1];
        while (await stream.ReadAsync(one, ct) == 1)
        {
            if (one[0] == '\n' && line is [.., '\r'])
                return line.ToString(0, line.Length - 1);
            line.Append((char)one[0]);
        }
        return null;
    }
}
