using AccessGov.Core.Kernel;

namespace AccessGov.Core.Adopting;

/// <summary>A line of a list in which somebody marked a pair.</summary>
/// <param name="Row">Row as a spreadsheet counts, from 1.</param>
/// <param name="Worker">職員番号.</param>
/// <param name="Account">objectId.</param>
/// <param name="UserPrincipalName">UPN, as the list says.</param>
/// <param name="Name">氏名, as the list says; empty when it does not.</param>
public sealed record ChosenPair(int Row, EmployeeId Worker, Guid Account, string UserPrincipalName, string Name);
