using FsCheck;
using FsCheck.Fluent;
using Metrology.Mqtt.Topics;

namespace Metrology.Mqtt.Tests.Topics;

public class TopicTests
{
    [Theory]
    // MQTT 3.1.1 sections 4.7.1 and 4.7.2, examples of the text.
    [InlineData("sport/tennis/player1/#", "sport/tennis/player1", true)]
    [InlineData("sport/tennis/player1/#", "sport/tennis/player1/ranking", true)]
    [InlineData("sport/tennis/player1/#", "sport/tennis/player1/score/wimbledon", true)]
    [InlineData("sport/#", "sport", true)]
    [InlineData("#", "a/b/c", true)]
    [InlineData("sport/tennis/+", "sport/tennis/player1", true)]
    [InlineData("sport/tennis/+", "sport/tennis/player1/ranking", false)]
    [InlineData("sport/+", "sport", false)]
    [InlineData("sport/+", "sport/", true)]
    [InlineData("+/+", "/finance", true)]
    [InlineData("/+", "/finance", true)]
    [InlineData("+", "/finance", false)]
    [InlineData("#", "$SYS/x", false)]
    [InlineData("+/monitor/Clients", "$SYS/monitor/Clients", false)]
    [InlineData("$SYS/#", "$SYS/x", true)]
    [InlineData("$SYS/monitor/+", "$SYS/monitor/Clients", true)]
    [InlineData("a/b", "a/b", true)]
    [InlineData("a/b", "A/b", false)]
    [InlineData("a/b", "a/b/", false)]
    [InlineData("a/b/", "a/b", false)]
    [InlineData("a//c", "a//c", true)]
    [InlineData("a/+/c", "a//c", true)]
    [InlineData("+/#", "a", true)]
    [InlineData("a/+/#", "a", false)]
    [InlineData("a/#", "ab", false)]
    public void Filters_select_the_names_the_text_says(string filter, string name, bool selected) =>
        Assert.Equal(selected, Topic.Matches(filter, name));

    [Theory]
    [InlineData("#", true)]
    [InlineData("sport/tennis/#", true)]
    [InlineData("sport/tennis#", false)]
    [InlineData("sport/tennis/#/ranking", false)]
    [InlineData("+", true)]
    [InlineData("+/tennis/#", true)]
    [InlineData("sport+", false)]
    [InlineData("sport/+/player1", true)]
    [InlineData("+a", false)]
    [InlineData("", false)]
    [InlineData("a\0b", false)]
    public void Filters_are_valid_as_the_text_says(string filter, bool valid) => Assert.Equal(valid, Topic.IsValidFilter(filter));

    [Fact]
    public void The_matcher_agrees_with_one_that_compares_lists_of_levels()
    {
        var level = Gen.Elements("", "a", "b", "$c");
        var names = level.NonEmptyListOf().Select(levels => string.Join('/', levels)).Where(Topic.IsValidName);
        var filters = Gen.Elements("", "a", "b", "$c", "+", "#").NonEmptyListOf().Select(levels => string.Join('/', levels)).Where(Topic.IsValidFilter);
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(3_000), Prop.ForAll(
            names.ToArbitrary(), filters.ToArbitrary(), (name, filter) => Topic.Matches(filter, name) == Slowly(filter, name)));
    }

    static bool Slowly(string filter, string name)
    {
        if (name[0] == '$' && filter[0] is '+' or '#' && name[0] == '$')
            return false;
        return Levels([.. filter.Split('/')], [.. name.Split('/')]);

        static bool Levels(ReadOnlySpan<string> filter, ReadOnlySpan<string> name) =>
            filter.Length == 0 ? name.Length == 0
            : filter[0] == "#" || (name.Length > 0 && (filter[0] == "+" || filter[0] == name[0]) && Levels(filter[1..], name[1..]));
    }
}
