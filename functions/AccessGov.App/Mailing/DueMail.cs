using AccessGov.Core.Campaign;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Mailing;

/// <summary>One mail that is due.</summary>
/// <param name="To">Whom.</param>
/// <param name="About">What of the matter it is about, a round or a day; empty where the matter is one.</param>
/// <param name="Address">Where it goes.</param>
/// <param name="Letter">Writes it, at the moment it is sent; null: it is not due any more.</param>
/// <param name="Items">Of how many things it tells; 0 where nobody counts.</param>
internal sealed record DueMail(EmployeeId To, string About, string Address, Func<CancellationToken, Task<Letter?>> Letter, int Items = 0);
