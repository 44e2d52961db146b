using System.Net.Http.Headers;
using System.Threading.Channels;
using AccessGov.Sandbox.Tenant.Routes;

namespace AccessGov.Sandbox.Tenant.Notices;

/// <summary>
/// Tells subscribers of changes, in order: what happened meanwhile goes out together, a failed POST is repeated with growing pauses.
/// The service repeats for four hours; here a bound keeps tests short, and what was given up is counted.
/// </summary>
internal sealed class Notifier : IAsyncDisposable
{
    /// <summary>Notifications in one POST; the service's own number is not documented.</summary>
    private const int MostInOnePost = 100;

    private const int Times = 8;
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private readonly TenantOptions _options;
    private readonly SubscriptionBook _book;
    private readonly NotificationCounters _counters;
    private readonly HttpClient _http;
    private readonly CancellationTokenSource _ended = new();
    private readonly Task _delivering;

    private readonly Channel<(TenantSubscription Subscription, TenantChange Change)> _waiting = Channel.CreateUnbounded<(
        TenantSubscription,
        TenantChange
    )>(new UnboundedChannelOptions { SingleReader = true });

    public Notifier(TenantOptions options, SubscriptionBook book, NotificationCounters counters, HttpClient http)
    {
        (_options, _book, _counters, _http) = (options, book, counters, http);
        _delivering = Task.Run(DeliverAsync);
    }

    /// <summary>Remembers a change for everybody who is subscribed to it now. Called with the directory's gate held.</summary>
    public void Changed(TenantChange change)
    {
        foreach (var subscription in _book.Live)
        {
            if (subscription.Resource.Trim('/') != change.Resource || !subscription.ChangeType.Split(',').Contains(change.ChangeType))
                continue;
            _counters.Raised();
            _waiting.Writer.TryWrite((subscription, change));
        }
    }

    /// <summary>Sends a lifecycle event now; false when the subscriber did not take it.</summary>
    public Task<bool> TellAsync(TenantSubscription subscription, string lifecycleEvent) =>
        subscription.LifecycleNotificationUrl is { } url
            ? PostAsync(url, NoticePost.Lifecycle(subscription, lifecycleEvent, _options), 1)
            : Task.FromResult(false);

    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.TryComplete();
        await _ended.CancelAsync();
        await _delivering;
        _ended.Dispose();
    }

    private async Task DeliverAsync()
    {
        try
        {
            while (await _waiting.Reader.WaitToReadAsync(_ended.Token))
            {
                var taken = new List<(TenantSubscription Subscription, TenantChange Change)>();
                while (taken.Count < 10 * MostInOnePost && _waiting.Reader.TryRead(out var next))
                    taken.Add(next);
                // Changes of one object's members that happened together are one notification.
                var notices = taken
                    .GroupBy(t => (t.Subscription.Id, t.Change.Id, t.Change.ChangeType))
                    .Select(g => (g.First().Subscription, Changes: (IReadOnlyList<TenantChange>)[.. g.Select(t => t.Change)]));
                foreach (var endpoint in notices.GroupBy(n => n.Subscription.NotificationUrl))
                    foreach (var post in endpoint.Chunk(MostInOnePost))
                        await PostAsync(endpoint.Key, NoticePost.Write(post, _options, _options.Clock.GetUtcNow()), post.Length);
                _counters.Settled(taken.Count);
            }
        }
        catch (OperationCanceledException) { }
    }

    private async Task<bool> PostAsync(string url, byte[] body, int notifications)
    {
        var pause = FirstPause;
        for (var attempt = 1; attempt <= Times; attempt++, pause *= 2)
        {
            if (await TryPostAsync(url, body))
            {
                _counters.Delivered(notifications);
                return true;
            }

            _counters.Failed();
            await Task.Delay(pause, _ended.Token);
        }

        _counters.GaveUp(notifications);
        return false;
    }

    private async Task<bool> TryPostAsync(string url, byte[] body)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(_ended.Token);
        patience.CancelAfter(TimeSpan.FromSeconds(10));
        try
        {
            using var content = new ByteArrayContent(body);
            content.Headers.ContentType = new MediaTypeHeaderValue("application/json") { CharSet = "utf-8" };
            using var reply = await _http.PostAsync(url, content, patience.Token);
            return reply.IsSuccessStatusCode;
        }
        catch (Exception e) when (e is HttpRequestException || (e is OperationCanceledException && !_ended.IsCancellationRequested))
        {
            return false;
        }
    }
}
