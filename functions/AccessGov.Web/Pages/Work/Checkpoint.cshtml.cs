using AccessGov.App.Audit.Log;
using AccessGov.Core.Audit.Notes;
using AccessGov.Web.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace AccessGov.Web.Pages.Work;

/// <summary>
/// 記録の控え: the newest checkpoint of the record on A4, for whoever keeps it outside as a paper book. It names nobody; it checks nothing
/// when it is received, and catches everything later.
/// </summary>
/// <param name="here">What the page works with.</param>
[Authorize(PageRights.Readers)]
public sealed class CheckpointModel(PortalContext here) : PageModel
{
    /// <summary>The newest checkpoint; null while none was signed.</summary>
    public LogCheckpoint? Newest { get; private set; }

    /// <summary>The root in eight groups of eight, as people read it to each other.</summary>
    public IReadOnlyList<string> Root { get; private set; } = [];

    /// <summary>Ids of the keys that signed, the log's first.</summary>
    public IReadOnlyList<string> Keys { get; private set; } = [];

    /// <summary>The whole note, to be read by a machine; null where it is too long.</summary>
    public QrPicture? Code { get; private set; }

    /// <summary>The day of the printing.</summary>
    public string Day => $"{here.Workspace.Today:yyyy-MM-dd}";

    /// <summary>Shows it.</summary>
    public async Task OnGetAsync()
    {
        if (await SignLog.LatestAsync(here.Workspace, HttpContext.RequestAborted) is not { } noted)
            return;
        Newest = noted.Checkpoint;
        Root = [.. noted.Checkpoint.Tree.Root.ToString().Chunk(8).Select(group => new string(group))];
        Keys = [.. noted.Note.Signatures.Select(s => $"{s.Name} {s.KeyId}").Distinct()];
        Code = QrPicture.Of($"{noted.Note}");
    }
}
