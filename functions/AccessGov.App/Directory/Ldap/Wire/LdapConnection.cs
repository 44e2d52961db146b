using System.Buffers.Binary;
using System.Formats.Asn1;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using AccessGov.App.Failures;

namespace AccessGov.App.Directory.Ldap.Wire;

/// <summary>
/// One connection to a domain controller, over TLS, bound. For one flow at a time. Every wait ends with its limit or the caller's token; a
/// request that was given up breaks the connection, because what it did is not known and its answer would be taken for the next one's.
/// </summary>
internal sealed class LdapConnection : IDisposable
{
    /// <summary>The longest message that is read, in bytes. A page of 1,500 members with extended names has about 500 kB.</summary>
    private const int MostBytes = 32 * 1024 * 1024;

    private readonly LdapServer server;
    private readonly Socket socket;
    private readonly SslStream stream;
    private int last;

    private LdapConnection(LdapServer server, Socket socket, SslStream stream) =>
        (this.server, this.socket, this.stream) = (server, socket, stream);

    /// <summary>True once something was given up or broke: nothing more can be asked.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>Connects, checks the certificate and binds.</summary>
    /// <exception cref="ArgumentException">Without name or password it would bind as nobody, and succeed (RFC 4513, 5.1.2).</exception>
    /// <exception cref="OutsideFailureException">Any of it failed; of a password that is wrong permanently.</exception>
    public static async Task<LdapConnection> OpenAsync(LdapServer server, string name, string password, CancellationToken ct)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentException.ThrowIfNullOrEmpty(password);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        LdapConnection? connection = null;
        string? wrong = null;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(server.Limit);
        try
        {
            await socket.ConnectAsync(server.Host, server.Port, limit.Token);
            connection = new LdapConnection(server, socket, new SslStream(new NetworkStream(socket), leaveInnerStreamOpen: false));
            await connection.stream.AuthenticateAsClientAsync(server.Tls(code => wrong = code), limit.Token);
            var bound = await connection.SendAsync(LdapRequest.Bind(name, password), [], limit.Token);
            if (!bound.Succeeded)
                throw LdapFailures.Refused(server, bound);
            return connection;
        }
        catch (Exception e)
        {
            connection?.Dispose();
            socket.Dispose();
            if (wrong is not null)
                throw LdapFailures.Untrusted(server, wrong);
            if (e is SocketException or IOException or AuthenticationException or OperationCanceledException)
                throw LdapFailures.Lost(server, e, ct);
            throw;
        }
    }

    /// <summary>Asks one thing that is answered by one message.</summary>
    /// <exception cref="OutsideFailureException">No answer came: whether there was an effect is unknown.</exception>
    public async Task<LdapResult> SendAsync(LdapRequest request, IReadOnlyList<LdapControl> controls, CancellationToken ct) =>
        (await AskAsync(request, controls, null, ct)).Result!.Value;

    /// <summary>Searches, page after page.</summary>
    /// <param name="request">What is searched.</param>
    /// <param name="pageSize">Objects of one page; 0 for a search without pages.</param>
    /// <param name="controls">What is asked for besides.</param>
    /// <param name="found">Is given each object.</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <returns>How it ended: whatever is no success leaves objects out.</returns>
    /// <exception cref="OutsideFailureException">The answer did not come to its end.</exception>
    public async Task<LdapResult> SearchAsync(
        LdapRequest request,
        int pageSize,
        IReadOnlyList<LdapControl> controls,
        Action<LdapEntry> found,
        CancellationToken ct
    )
    {
        byte[] cookie = [];
        while (true)
        {
            var end = await AskAsync(request, pageSize == 0 ? controls : [.. controls, LdapControl.Page(pageSize, cookie)], found, ct);
            if (!end.Result!.Value.Succeeded || end.Cookie is not { Length: > 0 } next)
                return end.Result.Value;
            cookie = next;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        IsBroken = true;
        // Not the polite end of TLS, which waits for a server that may be silent.
        socket.Dispose();
        stream.Dispose();
    }

    private async Task<LdapAnswer> AskAsync(
        LdapRequest request,
        IReadOnlyList<LdapControl> controls,
        Action<LdapEntry>? found,
        CancellationToken ct
    )
    {
        if (IsBroken)
            throw LdapFailures.Lost(server, new IOException("The connection was given up."), ct);
        var id = ++last;
        server.Ask();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(server.Limit);
        try
        {
            await stream.WriteAsync(request.Encode(id, controls), limit.Token);
            while (true)
            {
                var answer = LdapAnswer.Read(await MessageAsync(limit.Token));
                // It says why it hangs up; what was asked was not done, or was.
                if (answer.Id == 0)
                    throw new IOException("The server ends the connection.");
                if (answer.Id != id)
                    throw new FormatException($"An answer to message {answer.Id}, asked was {id}.");
                if (answer.Entry is { } entry)
                {
                    if (found is null)
                        throw new FormatException("An object where none was searched.");
                    found(entry);
                    // Each object is a sign of life: a long list may take longer than one answer.
                    limit.CancelAfter(server.Limit);
                }
                else if (answer.Result is not null)
                    return answer.Tag == request.AnsweredBy ? answer : throw new FormatException($"An answer of kind {answer.Tag}.");
            }
        }
        catch (Exception e) when (e is AsnContentException or FormatException)
        {
            Dispose();
            throw LdapFailures.Unreadable(server, e);
        }
        catch (Exception e)
        {
            Dispose();
            if (e is SocketException or IOException or ObjectDisposedException or OperationCanceledException)
                throw LdapFailures.Lost(server, e, ct);
            throw;
        }
    }

    /// <summary>One message: a tag, its length, and so many bytes.</summary>
    private async Task<byte[]> MessageAsync(CancellationToken ct)
    {
        var head = new byte[6];
        await stream.ReadExactlyAsync(head.AsMemory(0, 2), ct);
        var size = (int)head[1];
        var headSize = 2;
        if (size >= 0x80)
        {
            var more = size & 0x7f;
            // Active Directory writes four bytes of length whatever the length is.
            if (more is 0 or > 4)
                throw new FormatException("A message of indefinite or immense length.");
            await stream.ReadExactlyAsync(head.AsMemory(2, more), ct);
            headSize += more;
            var padded = new byte[4];
            head.AsSpan(2, more).CopyTo(padded.AsSpan(4 - more));
            size = BinaryPrimitives.ReadInt32BigEndian(padded);
        }
        if (head[0] != 0x30 || size is < 0 or > MostBytes)
            throw new FormatException($"A message of tag {head[0]:x2} and {(uint)size} bytes, the limit is {MostBytes}.");
        var message = new byte[headSize + size];
        head.AsSpan(0, headSize).CopyTo(message);
        await stream.ReadExactlyAsync(message.AsMemory(headSize), ct);
        return message;
    }
}
