using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;

namespace AccessGov.Sandbox.City;

/// <summary>Somebody whom a hand put into the groups of an office where he does not serve.</summary>
/// <param name="Worker">職員番号; the person stays where he is on 1 April.</param>
/// <param name="Serves">Where he serves.</param>
/// <param name="AsIfAt">The office whose rights he also has.</param>
public sealed record StrayMember(EmployeeId Worker, OrgCode Serves, OrgCode AsIfAt);
