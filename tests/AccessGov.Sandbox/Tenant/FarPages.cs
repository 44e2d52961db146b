using System.Globalization;
using System.Net;
using System.Text;
using System.Web;

namespace AccessGov.Sandbox.Tenant;

/// <summary>
/// Lists of Graph that are far away: each answer arrives a round trip later on a simulated clock. Users have numbers, and the members of a
/// group are the first of them; every page has 999 items and the link to the next one before them, as Graph writes it.
/// </summary>
/// <param name="clock">Whose time passes.</param>
/// <param name="roundTrip">What one request takes.</param>
/// <param name="users">How many users there are.</param>
/// <param name="members">How many members each group has; a group that is not named is 404.</param>
public sealed class FarPages(TimeProvider clock, TimeSpan roundTrip, int users, IReadOnlyDictionary<Guid, int> members) : HttpMessageHandler
{
    /// <summary>The address before all paths.</summary>
    public static readonly Uri Root = new("https://graph.far.example/v1.0");

    private const int PageSize = 999;
    private readonly Lock gate = new();
    private int now;

    /// <summary>The groups that are there.</summary>
    public IEnumerable<Guid> Groups => members.Keys;

    /// <summary>Path and query of each request, in the order in which they were sent.</summary>
    public List<string> Asked { get; } = [];

    /// <summary>Most requests that were under way at once.</summary>
    public int MostAtOnce { get; private set; }

    /// <summary>Requests that are under way now.</summary>
    public int UnderWay => now;

    /// <summary>Answers that never came, because whoever asked gave up.</summary>
    public int GivenUp { get; private set; }

    /// <summary>Answers instead of a page, for a path and query that contains the key.</summary>
    public Dictionary<string, HttpStatusCode> Failing { get; } = [];

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var uri = request.RequestUri!;
        lock (gate)
        {
            Asked.Add(uri.PathAndQuery);
            MostAtOnce = Math.Max(MostAtOnce, ++now);
        }
        try
        {
            // Where the clock stands, so that it does not go on before whoever awaits the answer knows of it.
            await Task.Delay(roundTrip, clock, cancellationToken).ConfigureAwait(false);
            return Answer(uri);
        }
        catch (OperationCanceledException)
        {
            lock (gate)
                GivenUp++;
            throw;
        }
        finally
        {
            lock (gate)
                now--;
        }
    }

    private HttpResponseMessage Answer(Uri uri)
    {
        if (Failing.FirstOrDefault(f => uri.PathAndQuery.Contains(f.Key, StringComparison.Ordinal)) is { Key: not null } failing)
            return new HttpResponseMessage(failing.Value) { Content = new StringContent("{\"error\":{\"code\":\"x\"}}") };
        var path = uri.AbsolutePath[(Root.AbsolutePath.Length + 1)..].Split('/');
        var isUsers = path is ["users"];
        if (!isUsers && !members.ContainsKey(Guid.Parse(path[1])))
            return new HttpResponseMessage(HttpStatusCode.NotFound) { Content = new StringContent("{}") };
        var first = int.Parse(HttpUtility.ParseQueryString(uri.Query)["$skiptoken"] ?? "0", CultureInfo.InvariantCulture);
        return new HttpResponseMessage(HttpStatusCode.OK)
        {
            Content = new ByteArrayContent(Page(uri, first, isUsers ? users : members[Guid.Parse(path[1])], isUsers)),
        };
    }

    private static byte[] Page(Uri uri, int first, int count, bool isUsers)
    {
        var page = new StringBuilder("{");
        if (first + PageSize < count)
            page.Append(
                CultureInfo.InvariantCulture,
                $"\"@odata.nextLink\":\"{uri.GetLeftPart(UriPartial.Path)}?$skiptoken={first + PageSize}\","
            );
        page.Append("\"value\":[");
        for (var i = first; i < Math.Min(count, first + PageSize); i++)
        {
            page.Append(CultureInfo.InvariantCulture, $"{(i == first ? "" : ",")}{{\"id\":\"{new Guid(i + 1, 0, 0, new byte[8])}\"");
            if (isUsers)
                page.Append(
                    CultureInfo.InvariantCulture,
                    $",\"accountEnabled\":true,\"employeeId\":\"{i:D7}\",\"userPrincipalName\":\"{i:D7}@far\""
                );
            page.Append('}');
        }
        return Encoding.UTF8.GetBytes(page.Append("]}").ToString());
    }
}
