using System.Globalization;
using System.Text;
using AccessGov.App.Policy;
using AccessGov.Tests;
using CsCheck;

namespace AccessGov.App.Tests.Policy;

/// <summary>Whatever becomes of a policy file, it is read or refused; it never throws and never points beside the file.</summary>
public sealed class MutationTests
{
    private static readonly long Laws = long.Parse(
        Environment.GetEnvironmentVariable("ACCESSGOV_LAWS") ?? "200",
        CultureInfo.InvariantCulture
    );
    private static readonly string[] Lines = Sample.Text.Split('\n');

    private static readonly Gen<string> Junk = Gen.OneOf(
        OneOf(
            "",
            "  ",
            "\t",
            "- ",
            "a",
            ": ",
            "{",
            "}",
            "[",
            "]",
            "\"",
            "'",
            "&a",
            "*a",
            "!!int",
            "|",
            ">",
            "---",
            "...",
            "%YAML 9.9",
            "# x",
            "~",
            "<<: *a",
            "? a",
            "：",
            "　",
            "\0",
            "\u2028",
            "\r",
            "0x1F",
            "9999999999999999999999",
            "-1",
            "第6(3)①",
            "parent: \"010000\"",
            "- - - -",
            "@",
            "`",
            "\uFEFF",
            "𠮷"
        ),
        Gen.String[0, 12],
        OneOf(Lines)
    );

    private static readonly Gen<Action<List<string>>> Mutation = Gen.Select(
        Gen.Int[0, 5],
        Gen.Int[0, 1 << 20],
        Gen.Int[0, 1 << 20],
        Junk,
        (kind, a, b, junk) =>
            (Action<List<string>>)(
                lines =>
                {
                    if (lines.Count == 0)
                        return;
                    var (at, to) = (a % lines.Count, b % lines.Count);
                    switch (kind)
                    {
                        case 0:
                            lines.RemoveAt(at);
                            break;
                        case 1:
                            lines.Insert(to, lines[at]);
                            break;
                        case 2:
                            lines[at] = junk;
                            break;
                        case 3:
                            lines[at] = lines[at].Insert(b % (lines[at].Length + 1), junk);
                            break;
                        case 4:
                            (lines[at], lines[to]) = (lines[to], lines[at]);
                            break;
                        default:
                            lines[at] = lines[at][..(b % (lines[at].Length + 1))];
                            break;
                    }
                }
            )
    );

    [Fact]
    public void A_mutilated_policy_is_read_or_refused_with_places_inside_the_file()
    {
        var (read, refused) = (0, 0);
        Mutation
            .Array[1, 4]
            .Sample(
                mutations =>
                {
                    var lines = Lines.ToList();
                    foreach (var mutate in mutations)
                        mutate(lines);
                    if (Check(Encoding.UTF8.GetBytes(string.Join('\n', lines))))
                        Interlocked.Increment(ref read);
                    else
                        Interlocked.Increment(ref refused);
                },
                iter: Laws
            );
        Assert.True(read > 0 && refused > 0, $"{read} read, {refused} refused");
    }

    [Fact]
    public void Mutilated_bytes_are_read_or_refused_with_places_inside_the_file()
    {
        var whole = Encoding.UTF8.GetBytes(SmallCity.Text);
        Gen.Select(Gen.Int[0, whole.Length - 1], Gen.Byte, Gen.Int[0, whole.Length])
            .Array[1, 3]
            .Sample(
                changes =>
                {
                    var bytes = (byte[])whole.Clone();
                    foreach (var (at, value, _) in changes)
                        bytes[at] = value;
                    Check(bytes.AsSpan(0, changes[0].Item3 % 2 == 0 ? bytes.Length : changes[0].Item3));
                },
                iter: Laws
            );
    }

    private static Gen<string> OneOf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(i => texts[i]);

    private static bool Check(ReadOnlySpan<byte> bytes)
    {
        if (PolicyFile.Read(bytes) is not PolicyRead.Refused refused)
            return true;
        var lines = Encoding.UTF8.GetString(bytes).TrimStart('\uFEFF').Split('\n');
        Assert.NotEmpty(refused.Errors);
        foreach (var error in refused.Errors)
        {
            Assert.InRange(error.Line, 1, lines.Length);
            Assert.InRange(error.Column, 1, lines[error.Line - 1].Length + 1);
            // Words of the mutilated file stand in it, in whatever language.
            Assert.NotEmpty(error.What.InJapanese());
            Assert.NotEmpty(error.Remedy.InJapanese());
        }
        return false;
    }
}
