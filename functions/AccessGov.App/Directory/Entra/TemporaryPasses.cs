using System.Net.Http.Headers;
using System.Text.Json;
using AccessGov.App.Directory.Entra.Wire;
using AccessGov.App.Failures;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Directory.Entra;

/// <summary>
/// Temporary Access Passes, with an identity that does nothing else. Nothing is tried again: a POST whose reply was lost may have made one,
/// which nobody has read; the next one takes its place.
/// </summary>
public sealed class TemporaryPasses
{
    private readonly Uri root;
    private readonly Lazy<GraphConnection> connection;
    private readonly TimeProvider clock;

    internal TemporaryPasses(Uri root, Lazy<GraphConnection> connection, TimeProvider clock) =>
        (this.root, this.connection, this.clock) = (root, connection, clock);

    /// <summary>Gives one that can be used once; a former one of the account ends.</summary>
    /// <param name="account">The account's object id.</param>
    /// <param name="minutes">How long it can be used.</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <exception cref="OutsideFailureException">It was refused, or the reply was lost or unreadable; it never holds the pass.</exception>
    public async Task<GivenPass> GiveAsync(Guid account, int minutes, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Post,
            $"{root.AbsoluteUri}/users/{account}/authentication/temporaryAccessPassMethods"
        );
        var body = new Dictionary<string, object> { ["lifetimeInMinutes"] = minutes, ["isUsableOnce"] = true };
        request.Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body));
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        try
        {
            using var reply = await connection.Value.Http.SendAsync(request, ct);
            var text = await reply.Content.ReadAsByteArrayAsync(ct);
            if (!reply.IsSuccessStatusCode)
            {
                var failure = GraphFailures.Classify(
                    (int)reply.StatusCode,
                    GraphError.Read(text),
                    GraphFailures.RetryAfter(reply, clock.GetUtcNow())
                );
                throw new OutsideFailureException(failure, Wording.Of("Outside.pass-refused", GraphFailures.InWords(failure.Code)));
            }
            return Read(text) ?? throw Unreadable();
        }
        catch (Exception e) when (GraphFailures.IsBrokenConnection(e, ct))
        {
            throw new OutsideFailureException(new OutsideFailure.Transient(GraphFailures.BrokenCode(e)), Wording.Of("Outside.pass-silent"));
        }
    }

    /// <summary>Without the text of the answer and without the reader's own words: either may hold the pass.</summary>
    private static OutsideFailureException Unreadable() =>
        new(new OutsideFailure.Permanent("unreadable-pass"), Wording.Of("Outside.pass-unreadable"));

    /// <summary>Null for anything that is no pass.</summary>
    internal static GivenPass? Read(byte[] body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            var root = json.RootElement;
            return root.GetProperty("temporaryAccessPass").GetString() is { Length: > 0 } secret
                ? new GivenPass(
                    secret,
                    root.GetProperty("startDateTime").GetDateTimeOffset(),
                    TimeSpan.FromMinutes(root.GetProperty("lifetimeInMinutes").GetInt32())
                )
                : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException or KeyNotFoundException)
        {
            return null;
        }
    }
}
