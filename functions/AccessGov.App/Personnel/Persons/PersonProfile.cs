using System.Text.Json;
using AccessGov.Core.Personnel;

namespace AccessGov.App.Personnel.Persons;

/// <summary>What a program that feeds persons by SCIM says besides the facts: returned as it was sent, never used to decide.</summary>
/// <param name="UserName">Its name for the person, unique within the source whatever the case.</param>
/// <param name="Attributes">Names, addresses and the like, in the form of its protocol.</param>
/// <param name="IsActive">False: the person was stopped by the program, over and above what it said.</param>
/// <param name="Said">What it said, before a stop was laid over it.</param>
/// <param name="FactsHash">Hash of the facts that came of it: while the facts have this hash, they are this program's word.</param>
/// <param name="CreatedAt">When the program first spoke of the person.</param>
/// <param name="ModifiedAt">When it last changed something.</param>
public sealed record PersonProfile(
    string UserName,
    JsonElement Attributes,
    bool IsActive,
    PersonStatement Said,
    string FactsHash,
    DateTimeOffset CreatedAt,
    DateTimeOffset ModifiedAt
);
