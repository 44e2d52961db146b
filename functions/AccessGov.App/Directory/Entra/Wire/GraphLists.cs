using System.Text.Json;
using AccessGov.App.Failures;

namespace AccessGov.App.Directory.Entra.Wire;

/// <summary>Whole lists, page by page.</summary>
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
        using var body = new MemoryStream();
        var items = new List<T>(PageSize);
        while (true)
        {
            if (!await reads.TryGetAsync(next, resourceUnits, body, ct))
                return false;
            items.Clear();
            var link = ReadPage(next, body, item, items);
            take(items);
            if (link is null)
                return true;
            next = Follow(root, next, link);
        }
    }

    private static string? ReadPage<T>(Uri uri, MemoryStream body, GraphPage.Item<T> item, List<T> items)
    {
        try
        {
            return GraphPage.Read(body.GetBuffer().AsSpan(0, (int)body.Length), item, items);
        }
        catch (JsonException)
        {
            throw new OutsideFailureException(
                new OutsideFailure.Transient("unreadable-page"),
                $"GET {uri.AbsolutePath} did not give a page of a list. Nothing of the list is used."
            );
        }
    }

    /// <summary>The next page, on the same host only: the request will carry a token.</summary>
    internal static Uri Follow(Uri root, Uri from, string link)
    {
        if (!Uri.TryCreate(link, UriKind.Absolute, out var next) || !root.IsBaseOf(next))
            throw new OutsideFailureException(
                new OutsideFailure.Permanent("foreign-next-link"),
                $"The list {from.AbsolutePath} continues outside of {root.Authority}. It is not followed."
            );
        if (next == from)
            throw new OutsideFailureException(
                new OutsideFailure.Permanent("endless-list"),
                $"The list {from.AbsolutePath} continues with the same page. Nothing of the list is used."
            );
        return next;
    }
}
