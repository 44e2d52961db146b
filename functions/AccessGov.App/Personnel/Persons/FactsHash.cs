using System.Security.Cryptography;
using System.Text.Json;
using AccessGov.App.Storage.Content;
using AccessGov.Core.Personnel;

namespace AccessGov.App.Personnel.Persons;

/// <summary>Tells whether two statements say the same of a person, on whatever day.</summary>
internal static class FactsHash
{
    public static string Of(PersonStatement statement) =>
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(Undated(statement), CoreJson.Options)))[..32];

    private static PersonStatement Undated(PersonStatement statement) =>
        statement switch
        {
            PersonStatement.Employed employed => new PersonStatement.Employed(employed.Source, default, employed.Worker.Canonical()),
            PersonStatement.Guest guest => new PersonStatement.Guest(guest.Source, default, guest.Person, Sorted(guest)),
            _ => throw new InvalidOperationException(statement.GetType().Name),
        };

    private static Posting[] Sorted(PersonStatement.Guest guest) =>
        [.. new Worker(guest.Person, guest.Source, "", [], guest.Postings, []).Canonical().Postings];
}
