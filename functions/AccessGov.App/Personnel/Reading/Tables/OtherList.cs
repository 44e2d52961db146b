using AccessGov.Core.Kernel;

namespace AccessGov.App.Personnel.Reading.Tables;

/// <summary>A kind of list that somebody may give where another one is wanted.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Command">The command that takes it, as it is typed.</param>
/// <param name="Form">How it is written.</param>
public sealed record OtherList(Wording Name, string Command, TableForm Form);
