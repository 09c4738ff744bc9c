using Metrology.App.Certificates;
using Metrology.App.Customers;
using Metrology.App.Equipment;
using Metrology.App.Lists;
using Metrology.App.Standards;
using Metrology.App.Tests.Support;
using Metrology.Core.Planning;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Tests.Lists;

/// <summary>No list and no search of the product reads a large table from end to end: the plans of SQLite for what is really sent, on a register with more rows than are gathered.</summary>
public sealed class ListPlanTests
{
    private static readonly StandardStanding[] InForce = [StandardStanding.Valid, StandardStanding.Expiring];

    [Fact]
    public async Task No_list_and_no_search_scans_a_table_and_a_dropped_index_is_noticed()
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        var file = await laboratory.AskAsync(db => Task.FromResult(((SqliteConnection)db.Database.GetDbConnection()).DataSource));
        await FillAsync(laboratory);
        using var watch = new PlanWatch(file);

        await ListEverythingAsync(laboratory);

        Assert.True(watch.Count > 20, $"only {watch.Count} commands were heard");
        Assert.Empty(watch.Problems());
        // Without the index of spans by row, the key of the table would do, more slowly.
        foreach (var index in new[]
        {
            "IX_StandingSpans_Subject_Standing_Ends_ItemId_From_Until", "IX_StandingSpans_Subject_Standing_Until_Ends_ItemId_From", "IX_StandardEquipment_EquipmentId", "IX_Standards_NameZh_Id", "IX_Standards_ClassificationCode_Id",
            "IX_Equipment_SerialNumber", "IX_StandardCertificates_Number", "IX_StandardCertificates_StandardId", "IX_TraceabilityCertificates_EquipmentId", "IX_Units_CustomerId", "IX_Standards_IntermediateCheckMonths",
        })
        {
            using var connection = new SqliteConnection($"Data Source={file}");
            connection.Open();
            var made = Ask(connection, $"SELECT sql FROM sqlite_master WHERE name = '{index}'");
            Ask(connection, $"DROP INDEX \"{index}\"");
            Assert.True(watch.Problems().Count > 0, $"nobody noticed that {index} is gone");
            Ask(connection, made!);
        }

        Assert.Empty(watch.Problems());
    }

    private static async Task ListEverythingAsync(Support.Laboratory laboratory)
    {
        var (equipment, standards, units, today) = (laboratory.The<EquipmentQueries>(), laboratory.The<StandardQueries>(), laboratory.The<UnitQueries>(), laboratory.Today);
        foreach (var text in new[] { "", "样装", "no such text" })
        {
            foreach (var standing in new StandardStanding?[] { null, StandardStanding.Valid, StandardStanding.Unknown })
                await equipment.ListAsync(new(today, standing, text), default);
            foreach (var order in Enum.GetValues<StandardOrder>())
            {
                foreach (var (standings, down, after) in from standings in new StandardStanding[][] { [], InForce, [StandardStanding.Suspended], [StandardStanding.Expired] } from down in new[] { false, true } from after in new int?[] { null, 1000 } select (standings, down, after))
                {
                    // Going on in either direction is asked of the whole register and of one large part of it.
                    if (!(order == StandardOrder.Entered && down) && (after is null || (text.Length == 0 && standings is [] or [StandardStanding.Expired])))
                        await standards.ListAsync(new(today, standings, text, order, down, after), 100, default);
                }
            }

            await units.ListAsync(text, null, default);
            await units.CustomersAsync(text, null, default);
            await laboratory.The<CertificateQueries>().ListAsync(new(text), default);
            await equipment.ChoicesAsync(text, [1], default);
            await standards.ChoicesAsync(text, [1], default);
        }

        await equipment.CountsAsync(today, default);
        await standards.CountsAsync(today, default);
        await equipment.WithNumberAsync("SN-1", default);
        await standards.WithNumberAsync("N-1", default);
        await standards.WithEquipmentAsync(1, new(2026, 1, 1), default);
        await equipment.WithPlateAsync("m", "t", "SN-1", default);
        await standards.OfEquipmentAsync([1, 2], default);
        await units.WithSerialAsync("SN-1", default);
        await laboratory.The<DueQueries>().OnAsync(today, default);
    }

    /// <summary>Rows behind the product, with what lists find rows by: more of one standing and one text than are gathered.</summary>
    private static Task FillAsync(Support.Laboratory laboratory) => laboratory.TamperAsync(db => db.Database.ExecuteSqlRawAsync(string.Join(
        ";\n",
        Into(""" "Standards" ("Id", "NameZh", "NameEn", "ClassificationCode", "Place", "RangeText", "UncertaintyText", "OwnerClass", "Parameters", "Scopes", "People", "IsDemonstration", "Version") """,
            "i, '样装' || (i % 37), '', CASE WHEN i % 7 = 0 THEN NULL ELSE printf('%08d', i) END, '', '', '', 'A', '[]', '[]', '[]', 1, 0"),
        Into(""" "SearchTexts" ("Id", "Text") """, $"{SearchText.FirstKeyOf(ListSubject.Standards)} + i, '样装' || (i % 37)"),
        Into(""" "SearchGrams" (rowid, "Grams") """, $"{SearchText.FirstKeyOf(ListSubject.Standards)} + i, '样 装 样装'"),
        Into(""" "StandingSpans" ("Subject", "ItemId", "From", "Until", "Standing", "Ends") """, $"{(int)ListSubject.Standards}, i, 0, {DateOnly.MaxValue.DayNumber}, {(int)StandardStanding.Expired}, {StandingSpan.UnknownEnd}"),
        $"""INSERT INTO "StandingSteps" ("Subject", "Standing", "Day", "Change") VALUES ({(int)ListSubject.Standards}, {(int)StandardStanding.Expired}, 1, {ListPage.Few + 101})""")));

    private static string Into(string columns, string values) =>
        $"WITH RECURSIVE n(i) AS (SELECT 1000 UNION ALL SELECT i + 1 FROM n WHERE i < {1000 + ListPage.Few + 100}) INSERT INTO{columns}SELECT {values} FROM n";

    private static string? Ask(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar() as string;
    }
}
