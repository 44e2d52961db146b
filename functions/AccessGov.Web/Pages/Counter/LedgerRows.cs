using AccessGov.App.Enrolment;
using AccessGov.App.Planning;
using AccessGov.Core.Enrolment;
using AccessGov.Core.Kernel;
using AccessGov.Web.Pages.Keys;

namespace AccessGov.Web.Pages.Counter;

/// <summary>鍵台帳 as it was asked for: the page and its CSV show the same.</summary>
internal sealed class LedgerRows
{
    private readonly PeopleOfPlan people;

    private LedgerRows(PeopleOfPlan people, IReadOnlyList<SecurityKey> all, IReadOnlyList<SecurityKey> found) =>
        (this.people, All, Found) = (people, all, found);

    /// <summary>Every key, by serial.</summary>
    public IReadOnlyList<SecurityKey> All { get; }

    /// <summary>Those that were asked for.</summary>
    public IReadOnlyList<SecurityKey> Found { get; }

    /// <summary>Reads it.</summary>
    /// <param name="here">The installation.</param>
    /// <param name="query">A part of a serial, a 職員番号 or a part of a name; empty for all.</param>
    /// <param name="shelf">One of <see cref="Shelf.All"/>; anything else is all.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static async Task<LedgerRows> ReadAsync(PortalContext here, string query, string shelf, CancellationToken ct)
    {
        var workspace = here.Workspace;
        var people = await PeopleOfPlan.OnAsync(workspace, workspace.Today, ct);
        var all = await KeyRegister.AllAsync(workspace, null, ct);
        IEnumerable<SecurityKey> found = all;
        if (query.Length > 0)
        {
            var meant = (await SearchWorkers.RunAsync(workspace, query, ct)).Select(w => w.Worker.Id).ToHashSet();
            // Whoever has left is found by number: no search of people knows that one.
            if (EmployeeNumbers.TryRead(query, workspace.Numbers.Common, out var number, out _))
                meant.Add(number);
            var part = EmployeeNumbers.HalfWidth(query).ToUpperInvariant();
            found = found.Where(k =>
                k.Serial.Value.Contains(part, StringComparison.Ordinal) || (k.Holder is { } holder && meant.Contains(holder))
            );
        }
        if (Shelf.All.Contains(shelf))
            found = found.Where(k => Shelf.Of(k) == shelf);
        return new LedgerRows(people, all, [.. found]);
    }

    /// <summary>Who has a key: name and unit as personnel knows the person today; the number alone when it does not.</summary>
    public (string Number, string Name, string Unit) HolderOf(SecurityKey key)
    {
        if (key.Holder is not { } holder)
            return ("", "", "");
        return people.Find(holder) is { } person ? (holder.Value, VisibleText.Of(person.Name), person.Place) : (holder.Value, "", "");
    }
}
