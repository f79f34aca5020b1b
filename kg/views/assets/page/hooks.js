// Where the parts of the page meet: each list is filled by the parts that have something to add, and walked by the
// one that owns it. Nothing here draws.

/** Filters: { active(), statement?(st), node?(i), reason(), clear(), save(parts), load(parts) }.
 * `statement` and `node` tell whether one passes; they are asked only while the filter is active. `reason` says in
 * words what is left out, `save` and `load` keep the filter in the address (`parts` is a URLSearchParams). */
const conditions = [];
/** What else is kept in the address: { save(parts), load(parts) }. */
const remembered = [];
/** Groups of the legend: () => element or null. */
const filterGroups = [];
/** Called after every change of what is shown: () => void. */
const listeners = [];
/** Buttons for a thing (node number → element or null), and for a statement (statement → element or null). */
const nodeTools = [];
const cardTools = [];
/** Views by name, in the order of their buttons: { fill() }. `NAME-view` is the section, `show-NAME` the button. */
const views = new Map();
/** Called once at the start, before what the address asks for is shown: () => void. */
const starters = [];
/** Called after every change of what is chosen (a thing, a line, a statement, a sentence): () => void. */
const choosers = [];
