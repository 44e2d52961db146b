using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using AccessGov.App.Directory.Entra.Wire;
using AccessGov.App.Failures;
using AccessGov.App.Settings;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Directory.Entra;

/// <summary>
/// Subscriptions to change notifications of users and groups. Nothing is tried again here: a POST whose reply was lost may have made
/// a subscription, so the flow looks first what is there.
/// </summary>
public sealed class ChangeSubscriptions
{
    /// <summary>Longest life for users and groups (learn.microsoft.com, change-notifications-subscription-lifetime).</summary>
    public static readonly TimeSpan MaxLife = TimeSpan.FromMinutes(41_760);

    /// <summary>Clocks differ: so much less than <see cref="MaxLife"/> is asked for.</summary>
    private static readonly TimeSpan Slack = TimeSpan.FromHours(1);

    private readonly Uri root;
    private readonly HttpClient http;
    private readonly GraphLists lists;
    private readonly TimeProvider clock;

    internal ChangeSubscriptions(DirectorySettings settings, HttpClient http, GraphLists lists, TimeProvider clock)
    {
        (root, this.http, this.lists, this.clock) = (settings.BaseUri, http, lists, clock);
        NotificationUrl = new Uri(settings.NotificationUri!, PublicPaths.Notifications).AbsoluteUri;
        LifecycleUrl = new Uri(settings.NotificationUri!, PublicPaths.Lifecycle).AbsoluteUri;
        TenantId = Guid.TryParse(settings.TenantId, out var tenant) ? tenant : null;
    }

    /// <summary>Where Graph shall send change notifications.</summary>
    public string NotificationUrl { get; }

    /// <summary>Where Graph shall send lifecycle notifications.</summary>
    public string LifecycleUrl { get; }

    /// <summary>The Entra tenant that notifications must name; null when the settings name none.</summary>
    public Guid? TenantId { get; }

    /// <summary>When a subscription ends that is made or renewed now.</summary>
    public DateTimeOffset End => clock.GetUtcNow() + MaxLife - Slack;

    /// <summary>The application's live subscriptions, whoever's endpoint they have.</summary>
    /// <param name="ct">Cancels the operation.</param>
    /// <exception cref="OutsideFailureException">Graph did not answer.</exception>
    public async Task<IReadOnlyList<ChangeSubscription>> ListAsync(CancellationToken ct)
    {
        var all = new List<ChangeSubscription>();
        if (!await lists.TryReadAsync("/subscriptions", 1, Read, all.AddRange, ct))
            throw new OutsideFailureException(
                new OutsideFailure.Permanent("no-subscriptions-list"),
                Wording.Of("Outside.not-there-base", "GET /subscriptions")
            );
        return all;
    }

    /// <summary>Subscribes. Graph calls both endpoints before it answers.</summary>
    /// <param name="resource"><c>users</c> or <c>groups</c>.</param>
    /// <param name="clientState">The secret that Graph repeats with every notification.</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <exception cref="OutsideFailureException">It was refused, or the reply was lost.</exception>
    public async Task<ChangeSubscription> MakeAsync(string resource, string clientState, CancellationToken ct)
    {
        var body = await SendAsync(
            HttpMethod.Post,
            "/subscriptions",
            new Dictionary<string, object>
            {
                // Created and soft-deleted objects count as updated; deleted means for good (subscription resource documentation).
                ["changeType"] = "updated,deleted",
                ["resource"] = resource,
                ["notificationUrl"] = NotificationUrl,
                ["lifecycleNotificationUrl"] = LifecycleUrl,
                ["expirationDateTime"] = End,
                ["clientState"] = clientState,
            },
            ct
        );
        return ReadOne(body ?? throw Failed("POST", HttpStatusCode.NotFound, GraphError.None, null));
    }

    /// <summary>Moves the end of a subscription, which also reauthorizes it.</summary>
    /// <param name="id">The subscription's id in Graph.</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <returns>The subscription; null when Graph knows none of this id.</returns>
    /// <exception cref="OutsideFailureException">It was refused, or the reply was lost.</exception>
    public async Task<ChangeSubscription?> RenewAsync(Guid id, CancellationToken ct) =>
        await SendAsync(HttpMethod.Patch, $"/subscriptions/{id}", new Dictionary<string, object> { ["expirationDateTime"] = End }, ct)
            is { } body
            ? ReadOne(body)
            : null;

    /// <summary>Ends a subscription; one that is not there is ended already.</summary>
    /// <param name="id">The subscription's id in Graph.</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <exception cref="OutsideFailureException">It was refused, or the reply was lost.</exception>
    public Task DeleteAsync(Guid id, CancellationToken ct) => SendAsync(HttpMethod.Delete, $"/subscriptions/{id}", null, ct);

    /// <summary>
    /// Who is in a group now, with the employee id that the account carries: asked when a notification does not say who came or went.
    /// Without a cast, which Graph serves only as an advanced query; should it then leave out the id, the account itself is looked at.
    /// </summary>
    /// <param name="group">The group's object id.</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <returns>Empty when there is no such group.</returns>
    /// <exception cref="OutsideFailureException">Graph did not answer.</exception>
    public async Task<IReadOnlyList<(Guid Account, EmployeeId? Employee)>> MembersOfAsync(Guid group, CancellationToken ct)
    {
        var members = new List<(Guid, EmployeeId?)>();
        return await lists.TryReadAsync(
            $"/groups/{group}/members?$select=id,employeeId&$top={GraphLists.PageSize}",
            2,
            Member,
            members.AddRange,
            ct
        )
            ? members
            : [];
    }

    private static (Guid, EmployeeId?) Member(ref Utf8JsonReader json)
    {
        (Guid? id, EmployeeId? employee) = (null, null);
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var name = json.GetString();
            json.Read();
            if (name == "id")
                id = json.GetGuid();
            else if (name == "employeeId")
                employee = EmployeeId.TryParse(json.GetString(), out var known) ? known : null;
            else
                json.Skip();
        }
        return (id ?? throw new JsonException("A member without id."), employee);
    }

    private async Task<byte[]?> SendAsync(HttpMethod method, string path, Dictionary<string, object>? body, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(method, root.AbsoluteUri + path);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body));
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }
        try
        {
            using var reply = await http.SendAsync(request, ct);
            var text = await reply.Content.ReadAsByteArrayAsync(ct);
            if (reply.IsSuccessStatusCode)
                return text;
            return reply.StatusCode == HttpStatusCode.NotFound
                ? null
                : throw Failed(method.Method, reply.StatusCode, GraphError.Read(text), GraphFailures.RetryAfter(reply, clock.GetUtcNow()));
        }
        catch (Exception e) when (GraphFailures.IsBrokenConnection(e, ct))
        {
            throw new OutsideFailureException(
                new OutsideFailure.Transient("connection-lost"),
                Wording.Of("Outside.subscription-silent", method.Method)
            );
        }
    }

    private static OutsideFailureException Failed(string method, HttpStatusCode status, GraphError error, TimeSpan? retryAfter)
    {
        var failure = GraphFailures.Classify((int)status, error, retryAfter);
        var what = Wording.Of("Outside.subscription-refused", method, GraphFailures.InWords(failure.Code), (int)status);
        return new OutsideFailureException(failure, what);
    }

    private static ChangeSubscription ReadOne(byte[] body)
    {
        try
        {
            var json = new Utf8JsonReader(body);
            json.Read();
            return Read(ref json);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            throw new OutsideFailureException(
                new OutsideFailure.Transient("unreadable-subscription"),
                Wording.Of("Outside.subscription-unreadable")
            );
        }
    }

    private static ChangeSubscription Read(ref Utf8JsonReader json)
    {
        Guid? id = null;
        string resource = "",
            url = "";
        DateTimeOffset expires = default;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var name = json.GetString();
            json.Read();
            if (name == "id")
                id = json.GetGuid();
            else if (name == "resource")
                resource = (json.GetString() ?? "").Trim('/');
            else if (name == "notificationUrl")
                url = json.GetString() ?? "";
            else if (name == "expirationDateTime")
                expires = json.GetDateTimeOffset();
            else
                json.Skip();
        }
        return new ChangeSubscription(id ?? throw new JsonException("A subscription without id."), resource, url, expires);
    }
}
