using AccessGov.Core.Enrolment;
using AccessGov.Web.Pages.Keys;
using AccessGov.Web.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace AccessGov.Web.Pages.Counter;

/// <summary>鍵台帳: which key is where, counted and listed.</summary>
/// <param name="here">What the page works with.</param>
[Authorize(PageRights.Operators)]
public sealed class LedgerModel(PortalContext here) : PageModel
{
    private const int MostRows = 150;
    private LedgerRows ledger = null!;
    private ILookup<string, SecurityKey> shelves = null!;

    /// <summary>What was asked for.</summary>
    public string Query { get; private set; } = "";

    /// <summary>Only keys that are there; empty for all.</summary>
    public string State { get; private set; } = "";

    /// <summary>Which page of the list, from 1.</summary>
    public int At { get; private set; }

    /// <summary>True when the list goes on.</summary>
    public bool HasMore { get; private set; }

    /// <summary>Says what the list is.</summary>
    public string Heading { get; private set; } = "";

    /// <summary>The keys on this page.</summary>
    public IReadOnlyList<SecurityKey> Rows { get; private set; } = [];

    /// <summary>How many keys are there, in the whole ledger.</summary>
    /// <param name="shelf">Where.</param>
    public int CountOf(string shelf) => shelves[shelf].Count();

    /// <summary>Number, name and unit of who has a key.</summary>
    /// <param name="key">The key.</param>
    public (string Number, string Name, string Unit) HolderOf(SecurityKey key) => ledger.HolderOf(key);

    /// <summary>What was asked for as an address has it.</summary>
    /// <param name="shelf">Where.</param>
    public string Filter(string shelf) => $"q={Uri.EscapeDataString(Query)}&state={shelf}";

    /// <summary>Lists them.</summary>
    /// <param name="q">A part of a serial, a 職員番号 or a part of a name.</param>
    /// <param name="state">Where.</param>
    /// <param name="at">Which page of the list.</param>
    public async Task OnGetAsync(string? q, string? state, int at = 1)
    {
        (Query, State) = (q?.Trim() ?? "", state is not null && Shelf.All.Contains(state) ? state : "");
        ledger = await LedgerRows.ReadAsync(here, Query, State, HttpContext.RequestAborted);
        shelves = ledger.All.ToLookup(Shelf.Of);
        var parts = Parts.Of(ledger.Found.Count, MostRows, at);
        (At, HasMore) = (parts.Number, parts.Number < parts.Count);
        Rows = [.. ledger.Found.Skip(parts.Skip).Take(MostRows)];
        var first = Rows.Count == 0 ? 0 : parts.Skip + 1;
        Heading = here.Ui.Of("Portal.LedgerCount", ledger.Found.Count, first, first == 0 ? 0 : first + Rows.Count - 1);
    }
}
