package dev.rollover.bench.tables;

import dev.rollover.shapes.PromptSet;

/**
 * One place of a table: a method within a budget, on a set of prompts.
 *
 * @param nfe the budget
 */
record Cell(Method method, PromptSet prompts, int nfe) {}
