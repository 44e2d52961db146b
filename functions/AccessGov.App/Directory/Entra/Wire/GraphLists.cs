using System.Text.Json;
using AccessGov.App.Failures;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Directory.Entra.Wire;

/// <summary>Whole lists, page by page; the next page is asked for while one is read, so two of a list are in memory at most.</summary>
internal sealed class GraphLists(Uri root, GraphReads reads)
{
    /// <summary>Largest page of users and of members (learn.microsoft.com, user-list, group-list-members).</summary>
    public const int PageSize = 999;

    /// <summary>
    /// Hands over each page; false when the first or a later page is 404: the list's owner is gone. The caller must forget
    /// what it got when this is false or throws.
    /// </summary>
    public Task<bool> TryReadAsync<T>(
        string pathAndQuery,
        int resourceUnits,
        GraphPage.Item<T> item,
        Action<List<T>> take,
        CancellationToken ct
    ) => TryReadAsync(new Uri($"{root.AbsoluteUri}{pathAndQuery}"), resourceUnits, item, take, ct);

    /// <summary>
    /// Reads on from a page's link to the next one, as <see cref="TryReadAsync{T}(string, int, GraphPage.Item{T}, Action{List{T}},
    /// CancellationToken)"/> does.
    /// </summary>
    public Task<bool> TryContinueAsync<T>(
        string link,
        int resourceUnits,
        GraphPage.Item<T> item,
        Action<List<T>> take,
        CancellationToken ct
    ) => TryReadAsync(Follow(root, root, link), resourceUnits, item, take, ct);

    /// <summary>
    /// Reads one page, of a list or by the link of the page before, and appends its items. The link to the next one is null at the end;
    /// false when the page is 404.
    /// </summary>
    public async Task<(bool IsThere, string? Next)> PageAsync<T>(
        string? link,
        string pathAndQuery,
        int resourceUnits,
        GraphPage.Item<T> item,
        List<T> into,
        CancellationToken ct
    )
    {
        var at = link is null ? new Uri($"{root.AbsoluteUri}{pathAndQuery}") : Follow(root, root, link);
        using var body = new MemoryStream();
        if (!await reads.TryGetAsync(at, resourceUnits, body, ct))
            return (false, null);
        var next = ReadPage(at, body, item, into);
        return (true, next is null ? null : Follow(root, at, next).AbsoluteUri);
    }

    private async Task<bool> TryReadAsync<T>(
        Uri next,
        int resourceUnits,
        GraphPage.Item<T> item,
        Action<List<T>> take,
        CancellationToken ct
    )
    {
        var (body, other) = (new MemoryStream(), new MemoryStream());
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var items = new List<T>(PageSize);
        var coming = reads.TryGetAsync(next, resourceUnits, body, enough.Token);
        try
        {
            while (true)
            {
                if (!await coming)
                    return false;
                // The next page is on its way while this one is read.
                var link = GraphPage.NextLink(body.GetBuffer().AsSpan(0, (int)body.Length));
                var after = link is null ? null : Follow(root, next, link);
                if (after is not null)
                    coming = reads.TryGetAsync(after, resourceUnits, other, enough.Token);
                items.Clear();
                if (ReadPage(next, body, item, items) != link)
                    throw Unreadable(next);
                take(items);
                if (after is null)
                    return true;
                (next, body, other) = (after, other, body);
            }
        }
        finally
        {
            // Whoever gives up in the midst of a list leaves no request behind that writes into a buffer or counts for a quota.
            if (!coming.IsCompleted)
                GiveUp(enough);
            await ((Task)coming).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        }
    }

    // Here and now: handed to the thread pool, the answer that is given up might come first.
    private static void GiveUp(CancellationTokenSource waiting) => waiting.Cancel();

    private static string? ReadPage<T>(Uri uri, MemoryStream body, GraphPage.Item<T> item, List<T> items)
    {
        try
        {
            return GraphPage.Read(body.GetBuffer().AsSpan(0, (int)body.Length), item, items);
        }
        catch (JsonException)
        {
            throw Unreadable(uri);
        }
    }

    private static OutsideFailureException Unreadable(Uri uri) =>
        new(new OutsideFailure.Transient("unreadable-page"), Wording.Of("Outside.no-page", uri.AbsolutePath));

    /// <summary>The next page, on the same host only: the request will carry a token.</summary>
    internal static Uri Follow(Uri root, Uri from, string link)
    {
        if (!Uri.TryCreate(link, UriKind.Absolute, out var next) || !root.IsBaseOf(next))
            throw new OutsideFailureException(
                new OutsideFailure.Permanent("foreign-next-link"),
                Wording.Of("Outside.foreign-link", from.AbsolutePath, root.Authority)
            );
        if (next == from)
            throw new OutsideFailureException(
                new OutsideFailure.Permanent("endless-list"),
                Wording.Of("Outside.endless-list", from.AbsolutePath)
            );
        return next;
    }
}
