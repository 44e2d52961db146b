using AccessGov.App.Planning;
using AccessGov.App.Texts;
using AccessGov.Core.Kernel;

namespace AccessGov.Functions.Cli.Answers;

/// <summary>People beside their numbers.</summary>
internal sealed class PersonText(UiTexts words, PeopleOfPlan people)
{
    /// <summary>Number, name, unit and post in one sentence; null is no member of staff.</summary>
    public string Of(EmployeeId? id) =>
        id is { } known ? words.Of("Cli.Person", known, NameOf(known), UnitOf(known)) : words["Cli.NoPerson"];

    /// <summary>氏名.</summary>
    public string NameOf(EmployeeId id) => people.Find(id)?.Name ?? words["Cli.Unknown"];

    /// <summary>所属 and 職名.</summary>
    public string UnitOf(EmployeeId id) => people.Find(id)?.Place is { Length: > 0 } place ? place : words["Cli.Unknown"];
}
