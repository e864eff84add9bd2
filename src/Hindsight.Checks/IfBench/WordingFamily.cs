using Hindsight.Checks.Arguments;
using Hindsight.Checks.Counts;
using Hindsight.Grading;

namespace Hindsight.Checks.IfBench;

/// <summary>IFBench's constraints on what an answer counts, its ratios and its words. Parameters are named as in its data.</summary>
internal static class WordingFamily
{
    public static IReadOnlyList<ICheck> Checks { get; } =
    [
        new WordCountRangeConstraint(),
        new CountConstraint("count:unique_word_count", "At least so many different words, in any case.", "different words", Relation.AtLeast,
            Parameter.Number("N", "The smallest number of different words."), WordFinds.Different, number => $"Use at least {number} different words."),
        new CountConstraint("count:conjunctions", "At least so many different coordinating conjunctions.", "different coordinating conjunctions", Relation.AtLeast,
            Parameter.Number("small_n", "The smallest number of conjunctions."), WordFinds.Conjunctions,
            number => $"Use at least {number} different ones of the conjunctions {string.Join(", ", EnglishWords.Conjunctions.Order(StringComparer.Ordinal))}."),
        new CountConstraint("count:person_names", "At least so many different first names of a list, in the same case and inside words too.", "different names of the list", Relation.AtLeast,
            Parameter.Number("N", "The smallest number of names."), WordFinds.Names,
            number => $"Mention at least {number} different people of these: {string.Join(", ", EnglishWords.Names)}."),
        new CountConstraint("count:numbers", "Exactly so many numbers: runs of digits, after punctuation is left out.", "numbers", Relation.Exactly,
            Parameter.Number("N", "The number of numbers."), WordFinds.Numbers, number => $"Write exactly {number} numbers, in digits."),
        new CountConstraint("count:pronouns", "At least so many personal, possessive and reflexive pronouns, in any case.", "pronouns", Relation.AtLeast,
            Parameter.Number("N", "The smallest number of pronouns."), WordFinds.Pronouns, number => $"Use at least {number} pronouns."),
        new PunctuationConstraint(),
        new EachConstraint("count:words_japanese", "Every N-th word has a kana or a Chinese character, unless it is a number or punctuation.",
            "Counting the words, let every {0}-th be Japanese.", "words whose turn it is", "have Japanese characters", WordRules.Japanese, Parameter.Number("N", "After how many words it is a word's turn; 1 for every word.", minimum: 1)),
        new KeywordsMultipleConstraint(),
        new StopWordsConstraint(),
        new SentenceTypesConstraint(balanced: false),
        new SentenceTypesConstraint(balanced: true),
        new OverlapConstraint(),
        new SentenceLengthsConstraint(),
        new EachConstraint("words:alphabet", "Words begin with the letters of the alphabet in turn, from any of them on, with a after z.",
            "Begin each word with the letter of the alphabet that follows that of the word before, with A after Z.", "words", "begin with the letter whose turn it is", (answer, _) => WordRules.Alphabet(answer)),
        new VowelsConstraint(),
        new EachConstraint("words:consonants", "Every word has two consonants beside each other, y being one.", "Use only words with at least two consonants beside each other.",
            "words", "have two consonants beside each other", (answer, _) => WordRules.Clusters(answer)),
        new PalindromesConstraint(),
        new EachConstraint("words:prime_lengths", "The number of characters of every word is prime, and not above 97; punctuation is left out.", "Use only words whose number of letters is prime.",
            "words", "have a prime length", (answer, _) => WordRules.PrimeLengths(answer)),
        new StartVerbConstraint(),
        new RepeatsConstraint(),
        new EachConstraint("words:odd_even_syllables", "Words with an odd and with an even number of syllables take turns.", "Let words with an odd and words with an even number of syllables take turns.",
            "pairs of neighbouring words", "have an odd and an even number of syllables", (answer, _) => WordRules.Syllables(answer)),
        new EachConstraint("words:last_first", "Every sentence begins with the last word of the one before, in any case.", "Begin each sentence with the last word of the sentence before it.",
            "places between sentences", "have the same word on both sides", (answer, _) => PassageRules.Chain(answer)),
        new EachConstraint("words:paragraph_last_first", "Every line ends with its first word, in any case.", "Write each paragraph on a line of its own, and end it with the word that it begins with.",
            "paragraphs", "end with their first word", (answer, _) => PassageRules.Rings(answer)),
        new EachConstraint("words:no_consecutive", "No word begins with the same letter as the one before, in any case; punctuation is left out.", "Let no two neighbouring words begin with the same letter.",
            "pairs of neighbouring words", "begin with different letters", (answer, _) => WordRules.FirstLetters(answer)),
        new KeywordPositionConstraint(),
        new SecondWordsConstraint(),
    ];
}
