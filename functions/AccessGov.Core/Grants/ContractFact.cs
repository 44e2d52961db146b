using AccessGov.Core.Kernel;

namespace AccessGov.Core.Grants;

/// <summary>A contract that covers a 委託事業者.</summary>
/// <param name="Worker">Who.</param>
/// <param name="Days">While it is in force.</param>
public sealed record ContractFact(EmployeeId Worker, DateSpan Days)
{
    /// <summary>事業者名 as the list writes it; gives and takes nothing.</summary>
    public string Company { get; init; } = "";

    /// <summary>契約番号 as the list writes it; gives and takes nothing.</summary>
    public string Reference { get; init; } = "";
}
