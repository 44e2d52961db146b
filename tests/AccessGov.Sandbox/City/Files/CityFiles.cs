namespace AccessGov.Sandbox.City.Files;

/// <summary>Writes everything that a city delivers, in one pass over its people.</summary>
public static class CityFiles
{
    /// <summary>Writes the files of a city below a folder, which is created; files of the same names are replaced.</summary>
    /// <returns>Every fault that was injected.</returns>
    public static IReadOnlyList<InjectedFault> Write(PretendCity city, string root)
    {
        Directory.CreateDirectory(root);
        List<InjectedFault> faults = [];
        var settings = city.Settings;
        Dictionary<string, IReadOnlyDictionary<string, int>> rows = [];
        using var truth = new TruthFile(Path.Combine(root, "truth.json"), settings);
        using (var before = new ExtractFolder(root, "3-31", CitySettings.OldYear, settings, faults.Add))
        using (var after = new ExtractFolder(root, "4-1", CitySettings.NewYear, settings, faults.Add))
        // The correction arrives on the next day.
        using (var corrected = new ExtractFolder(root, "rescinded", CitySettings.NewYear.AddDays(1), settings, faults.Add))
        using (
            var announced = new SmallCsv(
                Path.Combine(root, "announcement.csv"),
                "職員番号,氏名,発令区分,発令年月日,旧所属コード,新所属コード,新職名"
            )
        )
        using (var keys = new SmallCsv(Path.Combine(root, "keys.csv"), "職員番号,登録日,失効日"))
        using (var training = new SmallCsv(Path.Combine(root, "training.csv"), "職員番号,受講日"))
        {
            foreach (var person in city.People())
            {
                truth.Add(person);
                if (person.Before is { } old)
                    before.Add(person, old);
                after.Add(person, person.After);
                corrected.Add(person, person.Index == Appointments.RescindedIndex ? person.Before! : person.After);
                if (person.Renumbered is { } again)
                {
                    after.Add(person, again);
                    corrected.Add(person, again);
                }
                foreach (var line in AnnouncedLine.Of(person))
                    announced.Add(
                        line.Id.Value,
                        line.Name,
                        line.Word,
                        DateForms.Slashed(line.On),
                        line.From?.Value,
                        line.To?.Value,
                        line.Post
                    );
                foreach (var key in Keys.Of(person, settings.Seed))
                    keys.Add(key.Worker.Value, DateForms.Iso(key.Days.From), key.Days.Until is { } lost ? DateForms.Iso(lost) : "");
                foreach (var course in Trainings.Of(person, settings.Seed))
                    training.Add(course.Worker.Value, DateForms.Iso(course.CompletedOn));
            }
            (rows["3-31"], rows["4-1"], rows["rescinded"]) = (before.Rows, after.Rows, corrected.Rows);
            rows["lists"] = new Dictionary<string, int>
            {
                ["announcement"] = announced.Rows,
                ["keys"] = keys.Rows,
                ["training"] = training.Rows,
            };
        }
        truth.End(city, rows, faults);
        CutInHalf(root);
        return faults;
    }

    // A transfer that broke off: half the bytes, no total row, most likely a broken last row.
    private static void CutInHalf(string root)
    {
        var folder = Directory.CreateDirectory(Path.Combine(root, "truncated")).FullName;
        var target = Path.Combine(folder, "mayor.csv");
        File.Copy(Path.Combine(root, "4-1", "mayor.csv"), target, overwrite: true);
        using var file = new FileStream(target, FileMode.Open, FileAccess.Write);
        file.SetLength(file.Length / 2);
    }
}
